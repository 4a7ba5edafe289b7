from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "kraftsamling.publishing"

    def ready(self) -> None:
        from kraftsamling.common.menu import MENU, PUBLIC_MENU, MenuItem
        from kraftsamling.confidentiality import walls
        from kraftsamling.improvement.links import VISIT_LINKS
        from kraftsamling.notifications.services import addresses_come_from
        from kraftsamling.publishing import own_settings, permissions, today  # noqa: F401 - they register
        from kraftsamling.publishing.comment_tables import FUNCTIONS
        from kraftsamling.publishing.comments import address_of
        from kraftsamling.publishing.visit_links import report_link

        own_settings.register_all()
        walls.FUNCTIONS.extend(FUNCTIONS)
        addresses_come_from("comment", address_of)
        VISIT_LINKS.append(report_link)
        MENU.append(MenuItem(_("Share with others"), "share", "dela", 95, "post", "create"))
        MENU.append(MenuItem(_("Comments"), "comments", "dela", 96, "comment", "moderate"))
        PUBLIC_MENU.append(MenuItem(_("The plan"), "open_plans", "plan", 10))
        PUBLIC_MENU.append(MenuItem(_("Visits"), "post_list", "besok", 20))
        PUBLIC_MENU.append(MenuItem(_("Vacant posts"), "jobs", "personal", 40))
        PUBLIC_MENU.append(MenuItem(_("Log in"), "account_login", "person", 90))
