from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "kraftsamling.documents"

    def ready(self) -> None:
        from kraftsamling.documents import permissions  # noqa: F401 - registers bindings
