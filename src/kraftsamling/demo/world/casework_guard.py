"""What Noor has said that her mother may not read, and the extract that Kim has asked for."""

from __future__ import annotations

from datetime import datetime, timedelta

from kraftsamling.casework.models import Case, CasePerson, Hearing
from kraftsamling.casework.presenters.extract_paper import extract_pdf
from kraftsamling.casework.presenters.extracts import told_words
from kraftsamling.casework.presenters.words import full_name
from kraftsamling.casework.services import extracts, withholdings
from kraftsamling.casework.statuses import Heard, InParty, Way, WithheldKind, WithholdGround
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.demo.world.places import fixed


def build(case: Case, now: datetime, amina: Actor) -> None:
    """Inside Lindsjö, when everything else about the story's child is written."""
    kim = CasePerson.rows.select_related("person").get(case=case, part=InParty.CUSTODIAN)
    withholdings.withhold(
        case=case, kind=WithheldKind.HEARING, row_id=Hearing.rows.get(case=case, how=Heard.ALONE).pk,
        by=amina, at=now - timedelta(days=80), key=fixed("withheld hearing"),
        ground=WithholdGround.CHILD, from_whom=kim,
        reason="Noor talade om kvällarna i förtroende. Om Kim läser det litar Noor inte på oss mer.",
        childs_view="Noor är femton år och vill inte att Kim läser det. Hon vet varför vi skriver.",
        review_on=day_of(now) + timedelta(days=100),
    )  # fmt: skip
    at = now - timedelta(days=1)
    judged = extracts.judge(case, kim, since=None, until=day_of(at))
    made = extracts.make_extract(
        case=case, by=amina, at=at, key=fixed("extract noor"), to=kim,
        asked_on=day_of(at) - timedelta(days=2), since=None, until=day_of(at), way=Way.HAND,
        give=(), leave=(), seen=extracts.state_of(judged), receiver=full_name(kim.person),
        what=lambda given, left: told_words(day_of(at), given, left),
    )  # fmt: skip
    extracts.make(made.pk, at=at, draw=extract_pdf)
