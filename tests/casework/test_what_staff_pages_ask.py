"""What the pages of staff are told by casework: counts, days and a degree, never a case."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from kraftsamling.casework.degrees import degrees
from kraftsamling.casework.mapping_figures import group_figures, invitations
from kraftsamling.casework.models import Case
from kraftsamling.casework.services import mappings
from kraftsamling.casework.services.qualifications import note_qualification
from kraftsamling.casework.services.secrecy import invite_consult
from kraftsamling.casework.statuses import Domain, Phase, QualificationGround, Speaker
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Authority, WayOfRunning
from tests.casework.conftest import GRANBY, NOON, TODAY
from tests.support.people import actor_of_membership, membership_named, newcomer

pytestmark = pytest.mark.django_db
AT = Circumstances(now=NOON)


@pytest.fixture
def investigated(case: Case) -> Case:
    """A case whose investigation is open."""
    Case.rows.filter(pk=case.pk).update(phase=Phase.INVESTIGATION)
    return case


def test_a_group_is_told_by_its_open_investigations_and_its_latest_mapping(
    investigated: Case, astrid: Actor
) -> None:
    (before,) = group_figures(GRANBY, TODAY) or []
    assert (before.investigations, before.mapped, before.latest) == (1, 0, None)
    mappings.say(
        case=investigated, by=astrid, at=NOON, key=uuid4(), domain=Domain.HARM, words="Dom skriker",
        said_by=Speaker.CHILD, said_on=TODAY,
    )  # fmt: skip
    (after,) = group_figures(GRANBY, TODAY) or []
    assert (after.mapped, after.latest) == (1, TODAY)
    assert after.unit_id == investigated.unit_id


def test_a_closed_case_is_no_longer_counted(investigated: Case) -> None:
    Case.rows.filter(pk=investigated.pk).update(phase=Phase.CLOSED, closed_on=TODAY)
    assert group_figures(GRANBY, TODAY) == []


def test_nothing_is_known_where_the_record_is_elsewhere(investigated: Case) -> None:
    Authority.objects.filter(pk=GRANBY).update(way_of_running=WayOfRunning.BESIDE_RECORD)
    assert group_figures(GRANBY, TODAY) is None


def test_a_method_supporter_sees_a_case_only_while_she_is_invited(
    case: Case, astrid: Actor
) -> None:
    leila = newcomer("Leila", "method_supporter", unit="Barn och unga")
    assert invitations(actor_of_membership(leila), AT) == []
    invite_consult(
        case=case, who=leila, question="Hur går vi vidare?", until=TODAY + timedelta(days=7),
        by=astrid, at=NOON,
    )  # fmt: skip
    (link,) = invitations(actor_of_membership(leila), AT)
    assert str(case.pk) in link.url
    assert "Hur går vi vidare?" not in link.label
    after = Circumstances(now=NOON + timedelta(days=8))
    assert invitations(actor_of_membership(leila), after) == []


def test_a_degree_is_told_to_whoever_may_note_it_and_to_nobody_else(
    astrid: Actor, bodil: Actor
) -> None:
    member = membership_named("Astrid")
    karin = actor_of_membership(newcomer("Karin", "unit_manager"))
    assert degrees([member.pk], karin, AT)[member.pk].value == "Inte noterat än"
    note_qualification(
        membership=member, ground=QualificationGround.SOCIONOM, by=karin, at=NOON, key=uuid4()
    )
    assert degrees([member.pk], karin, AT)[member.pk].value.startswith("Socionomexamen")
    assert degrees([member.pk], astrid, AT) == {}
    elin = actor_of_membership(membership_named("Elin"))
    assert degrees([member.pk], elin, AT) == {}
