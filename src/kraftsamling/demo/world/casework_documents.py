"""What lies in Noor's file: two letters that have gone out, and a paper that came from her school."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

from kraftsamling.casework.models import Case, CaseDocument, CasePerson
from kraftsamling.casework.presenters.letters import Typed, frame_of, letter_pdf, values_of
from kraftsamling.casework.rules.clocks import APPEAL
from kraftsamling.casework.selectors.letters import facts_for, words_of
from kraftsamling.casework.services import documents, letters
from kraftsamling.casework.services.deadlines import rules_for
from kraftsamling.casework.statuses import Direction, InParty, LetterKind, Way
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.demo.world.places import fixed
from kraftsamling.documents.attachments import Kind
from kraftsamling.organisations.models import Authority, Membership

LETTERS: Final = ((LetterKind.OPENED, 100), (LetterKind.COMMUNICATION, 6))
"""Which, and how many days ago they were sent."""


def build(case: Case, now: datetime, amina: Actor) -> None:
    """Inside Lindsjö, when the story's case has come as far as its proposal."""
    opened, communication = LETTERS
    _letter(case, *opened, now, amina)
    documents.take_in(
        case=case, by=amina, at=now - timedelta(days=60), key=fixed("document noor school"),
        content=_scanned("Till socialtjänsten", "Noor är i skolan varje dag. Hon är ofta trött."),
        name="yttrande.png", kind=Kind.PNG, title="Yttrande från skolan",
        direction=Direction.RECEIVED, received_on=day_of(now) - timedelta(days=60),
        counterparty="Granby skola", way=Way.POST,
    )  # fmt: skip
    _letter(case, *communication, now, amina)


def _letter(case: Case, kind: LetterKind, days: int, now: datetime, amina: Actor) -> None:
    at = now - timedelta(days=days)
    kim = CasePerson.rows.select_related("person").get(case=case, part=InParty.CUSTODIAN)
    assert amina.membership_id is not None
    authority = Authority.objects.get(pk=case.authority_id)
    worker = Membership.rows.select_related("user").get(pk=amina.membership_id)
    facts = facts_for(case, kind, kim)
    values = values_of(
        facts, kim, Typed(), authority=authority, worker=worker,
        appeal=rules_for([APPEAL], case.authority_id, on=day_of(at))[APPEAL], now=at,
    )  # fmt: skip
    made = letters.make_letter(
        facts=facts, by=amina, at=at, key=fixed(f"letter noor {kind}"), kind=kind, to=kim, way=Way.POST,
        words=words_of(case.authority_id, kind), values=values,
        frame=frame_of(facts.case, kim, authority=authority, worker=worker, now=at), draw=letter_pdf,
    )  # fmt: skip
    documents.keep_sent(
        document=made, by=amina, at=at, seen_version=made.version, sent_on=day_of(at), way=Way.POST,
        counterparty="Kim Salim",
    )  # fmt: skip
    # Its slip went with it; what is offered in the demo's quarters is counted in `voices`.
    CaseDocument.rows.filter(pk=made.pk, has_slip=True).update(printed_at=at)


def _scanned(*lines: str) -> bytes:
    paper = Image.new("L", (620, 877), "white")
    for place, line in enumerate(lines):
        ImageDraw.Draw(paper).text((60, 80 + 40 * place), line, fill="black")
    out = BytesIO()
    paper.save(out, "PNG", optimize=True)
    return out.getvalue()
