from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkforceConfig(AppConfig):
    name = "kraftsamling.workforce"

    def ready(self) -> None:
        from kraftsamling.common.menu import MENU, MenuItem
        from kraftsamling.workforce import own_settings, permissions  # noqa: F401 - it registers

        MENU.append(MenuItem(_("Staff and posts"), "positions", "personal", 45, "position", "list"))
        MENU.append(MenuItem(_("The light"), "forecast", "ljuset", 65, "forecast", "read"))
        own_settings.register_all()
