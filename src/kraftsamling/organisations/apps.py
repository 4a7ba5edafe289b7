from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "kraftsamling.organisations"

    def ready(self) -> None:
        from kraftsamling.confidentiality.door import actors_come_from
        from kraftsamling.organisations import permissions  # noqa: F401 - registers bindings
        from kraftsamling.organisations.selectors import actor_of

        actors_come_from(actor_of)
