from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "kraftsamling.organisations"

    def ready(self) -> None:
        from kraftsamling.confidentiality import approvals
        from kraftsamling.confidentiality.door import actors_come_from
        from kraftsamling.organisations import (
            menu,
            own_settings,
            own_steps,
            permissions,  # noqa: F401 - registers bindings
        )
        from kraftsamling.organisations.selectors import actor_of, humans_with
        from kraftsamling.organisations.services import (  # noqa: F401 - register their acts
            employer,
            role_grants,
        )

        actors_come_from(actor_of)
        approvals.humans_come_from(humans_with)
        own_settings.register_all()
        own_steps.register_all()
        menu.register_all()
