from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    name = "kraftsamling.participation"

    def ready(self) -> None:
        from kraftsamling.common.menu import MENU, MenuItem
        from kraftsamling.confidentiality import walls
        from kraftsamling.participation import (  # noqa: F401 - they register
            first_steps,
            indicators,
            opening,
            own_settings,
            permissions,
            today,
        )
        from kraftsamling.participation.importing import services  # noqa: F401 - registers its act
        from kraftsamling.participation.survey_tables import FUNCTIONS
        from kraftsamling.participation.words_tables import FUNCTIONS as WORDS_FUNCTIONS

        walls.FUNCTIONS.extend((*FUNCTIONS, *WORDS_FUNCTIONS))
        first_steps.register_all()
        MENU.append(
            MenuItem(
                _("Participation"),
                "participation_results",
                "delaktighet",
                50,
                "survey_result",
                "read",
            )
        )
        own_settings.register_all()
        first_steps.register_all()
