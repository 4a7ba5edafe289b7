from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "kraftsamling.workforce"

    def ready(self) -> None:
        from kraftsamling.workforce import permissions  # noqa: F401 - it registers
