from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "kraftsamling.oversight"

    def ready(self) -> None:
        from kraftsamling.oversight import permissions  # noqa: F401 - registers bindings
