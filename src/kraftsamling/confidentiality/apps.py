from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ConfidentialityConfig(AppConfig):
    name = "kraftsamling.confidentiality"
    default_auto_field = "django.db.models.UUIDField"

    def ready(self) -> None:
        from kraftsamling.confidentiality.walls import install_after_migrate

        # Sent once per app; this app's own turn comes when all tables exist, since migrate runs first.
        post_migrate.connect(install_after_migrate, sender=self)
