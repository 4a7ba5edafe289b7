from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "kraftsamling.casework"

    def ready(self) -> None:
        from kraftsamling.casework import (  # noqa: F401 - they register
            first_steps,
            indicators,
            own_settings,
            permissions,
            today,
            today_guard,
        )
        from kraftsamling.casework.services import (  # noqa: F401 - acts of two
            conflicts,
            exports,
            protection,
        )
        from kraftsamling.casework.views.reasons import where_to_say_why
        from kraftsamling.common.menu import MENU, MenuItem
        from kraftsamling.confidentiality.door import reasons_are_asked_at

        MENU.append(MenuItem(_("Cases"), "case_list", "arenden", 20, "case", "list"))
        own_settings.register_all()
        first_steps.register_all()
        reasons_are_asked_at(where_to_say_why)
