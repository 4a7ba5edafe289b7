from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OversightConfig(AppConfig):
    name = "kraftsamling.oversight"

    def ready(self) -> None:
        from kraftsamling.common.menu import MENU, MenuItem
        from kraftsamling.oversight import board_today, permissions  # noqa: F401 - they register

        MENU.append(MenuItem(_("Today"), "today", "idag", 10, "today", "read"))
        MENU.append(MenuItem(_("The board"), "board", "logg", 66, "board_brief", "read"))
        MENU.append(MenuItem(_("Log"), "access_log", "logg", 85, "access_log", "search"))
