from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "kraftsamling.indicators"

    def ready(self) -> None:
<<<<<<< HEAD
        from kraftsamling.indicators import own_settings, permissions, releases  # noqa: F401 - they register

        own_settings.register_all()
=======
        from kraftsamling.common.menu import MENU, MenuItem
        from kraftsamling.indicators import permissions, releases  # noqa: F401 - they register

        MENU.append(
            MenuItem(
                _("Figures"), "indicator_catalogue", "nyckeltal", 70, "indicator_definition", "list"
            )
        )
>>>>>>> main
