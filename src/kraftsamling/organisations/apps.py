from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "kraftsamling.organisations"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from kraftsamling.confidentiality.door import actors_come_from
        from kraftsamling.organisations import permissions  # noqa: F401 - registers bindings
        from kraftsamling.organisations.login import count_new_factor
        from kraftsamling.organisations.selectors import actor_of

        actors_come_from(actor_of)
        authenticator_added.connect(count_new_factor, dispatch_uid="count_new_factor")
