from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "kraftsamling.notifications"

    def ready(self) -> None:
        from kraftsamling.notifications import permissions  # noqa: F401 - registers bindings
