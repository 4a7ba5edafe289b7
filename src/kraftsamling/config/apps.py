"""Makes the checks known to Django."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    name = "kraftsamling.config"
    label = "config"

    def ready(self) -> None:
        from kraftsamling.config import checks  # noqa: F401 – registers them
