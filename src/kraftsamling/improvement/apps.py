from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "kraftsamling.improvement"

    def ready(self) -> None:
        from kraftsamling.improvement import permissions  # noqa: F401 - registers bindings
