from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "kraftsamling.casework"

    def ready(self) -> None:
        from kraftsamling.casework import (  # noqa: F401 - they register
            indicators,
            own_settings,
            permissions,
            today,
        )
        from kraftsamling.common.menu import MENU, MenuItem

        MENU.append(MenuItem(_("Cases"), "case_list", "arenden", 20, "case", "list"))
        own_settings.register_all()
