from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "kraftsamling.indicators"

    def ready(self) -> None:
        from kraftsamling.indicators import permissions, releases  # noqa: F401 - they register
