from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "kraftsamling.casework"

    def ready(self) -> None:
        from kraftsamling.casework import permissions  # noqa: F401 - it registers
        from kraftsamling.common.menu import MENU, MenuItem

        MENU.append(MenuItem(_("Cases"), "case_list", "arenden", 20, "case", "list"))
