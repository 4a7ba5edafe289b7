from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImprovementConfig(AppConfig):
    name = "kraftsamling.improvement"

    def ready(self) -> None:
        from kraftsamling.common.menu import MENU, MenuItem
        from kraftsamling.improvement import first_steps, permissions, today  # noqa: F401 - they register

        MENU.append(MenuItem(_("Plans"), "plan_list", "plan", 60, "action_plan", "read"))
        first_steps.register_all()
