from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "kraftsamling.indicators"

    def ready(self) -> None:
        from kraftsamling.common.menu import MENU, MenuItem
        from kraftsamling.indicators import (  # noqa: F401 - they register
            own_settings,
            permissions,
            releases,
        )

        MENU.append(
            MenuItem(
                _("Figures"), "indicator_catalogue", "nyckeltal", 70, "indicator_definition", "list"
            )
        )
        own_settings.register_all()
