"""The first steps that are this app's: the organisation, its units, its people, and cases to come."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kraftsamling.common import formats
from kraftsamling.organisations.models import Authority, Membership, Unit
from kraftsamling.organisations.onboarding import OnboardingStep, register_step


def _organisation(authority_id: UUID) -> str:
    authority = Authority.objects.get(pk=authority_id)
    return _("%(name)s. Way of running: %(way)s.") % {
        "name": authority.name,
        "way": authority.get_way_of_running_display(),
    }


def _units(authority_id: UUID) -> list[str]:
    rows = Unit.rows.of_authority(authority_id).filter(closed_on=None, parent__isnull=False)
    return list(rows.order_by("sort_key").values_list("name", flat=True))


def _unit_words(authority_id: UUID) -> str:
    names = _units(authority_id)
    if not names:
        return _(
            "Write the units as they are, for example reception and investigation, family homes."
        )
    return f"{formats.joined(names[:6])}."


def _people(authority_id: UUID) -> int:
    rows = Membership.rows.of_authority(authority_id)
    return rows.values("user_id").distinct().count()


def _people_words(authority_id: UUID) -> str:
    return _(
        "Begin with a manager and a deputy. Certain decisions take two, and never the same person."
    )


def register_all() -> None:
    """Called once at start."""
    register_step(
        OnboardingStep(
            "organisation",
            10,
            gettext_lazy("Organisation"),
            _organisation,
            "",
            lambda _id: True,
            change=(gettext_lazy("Change"), "organisation"),
        )
    )
    register_step(
        OnboardingStep(
            "units",
            20,
            gettext_lazy("Units"),
            _unit_words,
            gettext_lazy("About 5 minutes"),
            lambda authority_id: bool(_units(authority_id)),
            links=((gettext_lazy("Add a unit"), "unit_new"),),
            change=(gettext_lazy("Change"), "units"),
        )
    )
    register_step(
        OnboardingStep(
            "people",
            30,
            gettext_lazy("People"),
            _people_words,
            gettext_lazy("About 10 minutes"),
            lambda authority_id: _people(authority_id) >= 2,
            links=(
                (gettext_lazy("Add people"), "person_new"),
                (gettext_lazy("Read a list"), "people_list"),
            ),
            change=(gettext_lazy("Change"), "accounts"),
        )
    )
    register_step(
        OnboardingStep(
            "cases",
            40,
            gettext_lazy("Cases from the record system"),
            lambda _id: _(
                "Reading in cases comes in a later version. Plans, visits and the three questions "
                "work without it."
            ),
            gettext_lazy("Comes later, optional"),
            lambda _id: False,
            optional=True,
        )
    )
