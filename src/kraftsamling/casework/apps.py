from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "kraftsamling.casework"

    def ready(self) -> None:
        from kraftsamling.casework import (  # noqa: F401 - they register
            allocation_indicators,
            degrees,
            family_indicators,
            first_steps,
            indicators,
            mapping_figures,
            own_settings,
            permissions,
            pictures,
            queue_history,
            today,
            today_allocation,
            today_child,
            today_family,
            today_guard,
        )
        from kraftsamling.casework.channel_tables import FUNCTIONS
        from kraftsamling.casework.importing import drafts  # noqa: F401 - an act of two
        from kraftsamling.casework.services import (  # noqa: F401 - acts of two
            conflicts,
            crisis,
            exports,
            merging,
            protection,
            public_concerns,
        )
        from kraftsamling.casework.views.reasons import where_to_say_why
        from kraftsamling.common.menu import MENU, MenuItem
        from kraftsamling.confidentiality import walls
        from kraftsamling.confidentiality.door import reasons_are_asked_at

        MENU.append(MenuItem(_("Cases"), "case_list", "arenden", 20, "case", "list"))
        MENU.append(
            MenuItem(_("Read in cases"), "case_import", "import", 22, "import_batch", "create")
        )
        MENU.append(
            MenuItem(_("Open help"), "open_help", "familjehem", 55, "preventive_count", "list")
        )
        own_settings.register_all()
        degrees.register_all()
        mapping_figures.register_all()
        pictures.register_all()
        walls.FUNCTIONS.extend((*FUNCTIONS, public_concerns.FUNCTION))
        first_steps.register_all()
        reasons_are_asked_at(where_to_say_why)
