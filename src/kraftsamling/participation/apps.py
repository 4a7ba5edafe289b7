from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "kraftsamling.participation"

    def ready(self) -> None:
        from kraftsamling.confidentiality import walls
        from kraftsamling.participation import indicators, permissions  # noqa: F401 - they register
        from kraftsamling.participation.survey_tables import FUNCTIONS

        walls.FUNCTIONS.extend(FUNCTIONS)
