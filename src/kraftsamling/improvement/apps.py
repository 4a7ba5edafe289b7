from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImprovementConfig(AppConfig):
    name = "kraftsamling.improvement"

    def ready(self) -> None:
        from kraftsamling.common.menu import MENU, MenuItem
        from kraftsamling.improvement import (  # noqa: F401 - they register
            first_steps,
            permissions,
            posts,
            today,
            ways_on,
        )

        MENU.append(MenuItem(_("Plans"), "plan_list", "plan", 60, "action_plan", "read"))
        first_steps.register_all()
        posts.register_all()
