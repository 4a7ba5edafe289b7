from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "kraftsamling.publishing"

    def ready(self) -> None:
        from kraftsamling.common.menu import MENU, PUBLIC_MENU, MenuItem
        from kraftsamling.improvement.links import VISIT_LINKS
        from kraftsamling.publishing import permissions, today  # noqa: F401 - they register
        from kraftsamling.publishing.visit_links import report_link

        VISIT_LINKS.append(report_link)
        MENU.append(MenuItem(_("Share"), "share", "dela", 95, "post", "create"))
        PUBLIC_MENU.append(MenuItem(_("The plan"), "open_plans", "plan", 10))
        PUBLIC_MENU.append(MenuItem(_("Visits"), "post_list", "besok", 20))
        PUBLIC_MENU.append(MenuItem(_("Log in"), "account_login", "person", 90))
