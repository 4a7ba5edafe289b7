"""`kraftsamling check-production`: may this environment hold real people?"""

import os

from kraftsamling.config.say import complain, say


def check_production() -> int:
    """Every reason why not, one sentence each, and exit code 1; or 0."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kraftsamling.config.settings")
    # Django comes here and not above: settings are read when it is set up, and the other commands
    # set the environment for their children first.
    import django
    from django.core import checks

    import kraftsamling.config.checks  # noqa: F401 – registers them

    django.setup()
    found = [
        message
        for message in checks.run_checks(include_deployment_checks=True)
        if message.level >= checks.WARNING and not message.is_silenced()
    ]
    for message in found:
        complain(f"- {message.msg}" + (f"\n  {message.hint}" if message.hint else ""))
    if found:
        complain(f"{len(found)} reasons not to run this for real people.")
        return 1
    say("Nothing found that speaks against running this for real people.")
    return 0
