from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "kraftsamling.publishing"

    def ready(self) -> None:
        from kraftsamling.publishing import permissions  # noqa: F401 - registers bindings
