from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "kraftsamling.notifications"

    def ready(self) -> None:
        from kraftsamling.confidentiality import approvals
        from kraftsamling.notifications import permissions  # noqa: F401 - registers bindings
        from kraftsamling.notifications.approvals import announce, to_confirm
        from kraftsamling.notifications.services import send_invitation
        from kraftsamling.notifications.today import today_items
        from kraftsamling.organisations import invitations

        approvals.tell(announce)
        today_items(to_confirm)
        invitations.send_with(send_invitation)
