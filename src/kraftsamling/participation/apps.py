from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "kraftsamling.participation"

    def ready(self) -> None:
        from kraftsamling.confidentiality import walls
        from kraftsamling.participation import first_steps, indicators, own_settings, permissions  # noqa: F401 - they register
        from kraftsamling.participation.survey_tables import FUNCTIONS

        walls.FUNCTIONS.extend(FUNCTIONS)
        own_settings.register_all()
        first_steps.register_all()
