from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkforceConfig(AppConfig):
    name = "kraftsamling.workforce"

    def ready(self) -> None:
        from kraftsamling.common.menu import MENU, MenuItem
        from kraftsamling.confidentiality import walls
        from kraftsamling.workforce import (  # noqa: F401 - they register
            indicators,
            own_settings,
            permissions,
            today,
        )
        from kraftsamling.workforce.importing import drafts  # noqa: F401 - an act of two
        from kraftsamling.workforce.services.interest import FUNCTION

        walls.FUNCTIONS.append(FUNCTION)
        own_settings.register_all()
        MENU.append(MenuItem(_("Staff and posts"), "positions", "personal", 45, "position", "list"))
        MENU.append(
            MenuItem(_("My employment"), "own_employment", "person", 46, "employee", "read_own")
        )
        MENU.append(
            MenuItem(_("Ask a colleague"), "ask_colleague", "sok", 47, "help_offer", "list")
        )
        MENU.append(
            MenuItem(_("Method support"), "method_support", "larande", 48, "method_support", "list")
        )
        MENU.append(
            MenuItem(
                _("How trainees fare"), "trainee_releases", "larande", 66, "trainee_release", "list"
            )
        )
        MENU.append(MenuItem(_("The light"), "forecast", "ljuset", 65, "forecast", "read"))
