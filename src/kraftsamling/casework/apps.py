from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "kraftsamling.casework"

    def ready(self) -> None:
        from kraftsamling.casework import (  # noqa: F401 - they register
            family_indicators,
            indicators,
            own_settings,
            permissions,
            today,
            today_family,
            today_guard,
        )
        from kraftsamling.casework.services import conflicts, protection  # noqa: F401 - acts of two
        from kraftsamling.casework.views.reasons import where_to_say_why
        from kraftsamling.common.menu import MENU, MenuItem
        from kraftsamling.confidentiality.door import reasons_are_asked_at

        MENU.append(MenuItem(_("Cases"), "case_list", "arenden", 20, "case", "list"))
        MENU.append(
            MenuItem(_("Open help"), "open_help", "familjehem", 55, "preventive_count", "list")
        )
        own_settings.register_all()
        reasons_are_asked_at(where_to_say_why)
