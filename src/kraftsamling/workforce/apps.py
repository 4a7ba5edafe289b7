from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkforceConfig(AppConfig):
    name = "kraftsamling.workforce"

    def ready(self) -> None:
        from kraftsamling.common.menu import MENU, MenuItem
        from kraftsamling.confidentiality import walls
        from kraftsamling.workforce import indicators, own_settings, permissions  # noqa: F401 - they register
        from kraftsamling.workforce.services.interest import FUNCTION

        walls.FUNCTIONS.append(FUNCTION)
        own_settings.register_all()
        MENU.append(MenuItem(_("Staff and posts"), "positions", "personal", 45, "position", "list"))
        MENU.append(
            MenuItem(_("My employment"), "own_employment", "person", 46, "employee", "read_own")
        )
        MENU.append(MenuItem(_("The light"), "forecast", "ljuset", 65, "forecast", "read"))
