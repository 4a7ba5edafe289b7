from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "kraftsamling.indicators"

    def ready(self) -> None:
        from kraftsamling.indicators import own_settings, permissions, releases  # noqa: F401 - they register

        own_settings.register_all()
