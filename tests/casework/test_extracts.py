"""A party gets what is in the file, and nothing that secrecy keeps back; the receipt never says what."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pypdf
import pytest
from django.test import Client

from kraftsamling.casework.models import (
    Case,
    CaseExtract,
    CasePerson,
    ChildVoice,
    Person,
    ShareRecord,
    Withholding,
)
from kraftsamling.casework.presenters.extract_paper import extract_pdf
from kraftsamling.casework.services import (
    assessments,
    assignments,
    extracts,
    investigations,
    mappings,
    notes,
    withholdings,
)
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.reports import Reporter
from kraftsamling.casework.services.secrecy import declare_conflict, set_protection
from kraftsamling.casework.services.trail import ReasonMissing
from kraftsamling.casework.statuses import (
    Domain,
    ExportState,
    Heard,
    NoteKind,
    Protection,
    ReporterKind,
    Speaker,
    WithheldKind,
    WithholdGround,
)
from kraftsamling.casework.today_guard import withheld_to_look_at
from kraftsamling.common import clock
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from tests.casework.conftest import GRANBY, NOON, TODAY, Register, fresh, number_of
from tests.support.people import (
    client_of_membership,
    membership_named,
    newcomer,
)

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]

SECRET = "Jag är rädd för mamma när hon har druckit på kvällen."
OPEN = "Jag vill gå till fritids varje dag."


@pytest.fixture
def case(register: Register, bodil: Actor) -> Case:
    """Ebba's case with her mother Kim, a private reporter by name, and what Astrid has written in it."""
    report = register(
        PersonFacts("Ebba", "Lund", number=number_of()),
        custodians=[PersonFacts("Kim", "Lund"), PersonFacts("Nour", "Berg")],
        reporter=Reporter(ReporterKind.PRIVATE, "Gertrud Ask", contact="070-174 06 09"),
        what="Grannen Gertrud hör skrik.",
    )[0]
    assignments.assign(case=report.case, to=membership_named("Astrid"), by=bodil, at=NOON)
    assessments.assess_protection(
        report=report, by=bodil, at=NOON, key="1", decided_at=NOON, needs_protection=False,
        reasons="Mormor är hemma i kväll.",
    )  # fmt: skip
    return fresh(report.case)  # type: ignore[no-any-return]


@pytest.fixture
def kim(case: Case) -> CasePerson:
    return party(case, "Kim")


def party(case: Case, name: str) -> CasePerson:
    return CasePerson.rows.get(case=case, person__given_name=name)


def note(case: Case, by: Actor, text: str, **changes: Any) -> Any:
    facts = {"kind": NoteKind.HOME_VISIT, "happened_on": TODAY, "key": uuid4(), "at": NOON}
    return notes.write_note(case=case, by=by, text=text, **{**facts, **changes})


def voice(case: Case, by: Actor, words: str, **changes: Any) -> ChildVoice:
    return investigations.keep_childs_words(
        case=case, by=by, at=NOON, key=uuid4(), said_on=TODAY, words=words, **changes
    )


def withhold(case: Case, by: Actor, kind: WithheldKind, row_id: Any, **changes: Any) -> Withholding:
    facts = {
        "ground": WithholdGround.CHILD, "at": NOON, "key": uuid4(),
        "reason": "Ebba skulle bli straffad hemma för det.",
        "review_on": TODAY + timedelta(days=180), **changes,
    }  # fmt: skip
    return withholdings.withhold(case=case, kind=kind, row_id=row_id, by=by, **facts)


def hidden(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]*)"', page)


def ask(client: Client, case: Case, to: CasePerson, **more: Any) -> Any:
    data = {
        "idempotency_key": str(uuid4()), "to": str(to.pk), "asked_on": TODAY.isoformat(),
        "since": "", "until": "", "way": "HAND", **more,
    }  # fmt: skip
    return client.post(f"/arenden/{case.pk}/utdrag/nytt/", data)


def made(client: Client, case: Case, to: CasePerson, **more: Any) -> CaseExtract:
    """Read, made, and drawn as the job does."""
    seen = hidden(ask(client, case, to, **more).content.decode(), "seen")[0]
    answer = ask(client, case, to, act="make", seen=seen, **more)
    assert answer.status_code == 302, answer.content.decode()
    set_local(AUTHORITY, GRANBY)
    row = CaseExtract.rows.order_by("-made_at")[0]
    extracts.make(row.pk, at=clock.now(), draw=extract_pdf)
    return fresh(row)  # type: ignore[no-any-return]


def read(client: Client, extract: CaseExtract) -> str:
    answer = client.get(f"/arenden/utdrag/{extract.pk}/fil/")
    assert answer["Content-Type"] == "application/pdf", answer.status_code
    set_local(AUTHORITY, GRANBY)
    return words_of(answer.content)


def words_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_custodian_gets_the_file_and_nothing_of_what_is_kept_back(
    case: Case, kim: CasePerson, astrid: Actor, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")
    kept = voice(case, astrid, SECRET)
    voice(case, astrid, OPEN)
    withhold(case, astrid, WithheldKind.VOICE, kept.pk)
    note(case, astrid, "Hembesök. Ebba har ett eget rum.")
    note(case, astrid, "Ebba sade i bilen: jag är rädd för mamma\nnär hon har druckit på kvällen.")
    note(case, astrid, "Kryssat vid skrivandet.", withheld=True)
    note(case, astrid, "Gertrud Ask ringde igen från 070-174 06 09.")
    note(case, astrid, "Skolan berättar om frånvaro.", kind=NoteKind.CONTACT)
    investigations.hear(
        case=case, by=astrid, at=NOON, key=uuid4(), who=party(case, "Nour"), on=TODAY,
        how=Heard.MEETING, words="Nour berättar om sin egen sjukdom.",
    )  # fmt: skip
    mappings.say(
        case=case, by=astrid, at=NOON, key=uuid4(), domain=Domain.COMPLICATING,
        words="Vi misstänker att hon ljuger.", said_by=Speaker.WORKER, said_on=TODAY, for_staff=True,
    )  # fmt: skip

    extract = made(client, case, kim)
    text = read(client, extract)

    for words in ("Ebba har ett eget rum", OPEN, "Mormor är hemma i kväll", "Utdrag ur en akt"):
        assert words in text, words
    for canary in (
        "rädd för mamma", "Kryssat", "Gertrud", "070-174", "frånvaro", "sjukdom", "ljuger",
        "hör skrik", "OSL 12",
    ):  # fmt: skip
        assert canary not in text, canary
    receipt = client.get(f"/arenden/utdrag/{extract.pk}/").content.decode()
    assert "det hålls tillbaka för vårdnadshavare" in receipt
    assert "det berättar vem som anmälde" in receipt
    for canary in ("rädd för mamma", "Gertrud", "sjukdom", "ett eget rum"):
        assert canary not in receipt, canary


def test_the_paper_is_tagged_a4_in_swedish_and_gives_nobodys_name_away(
    case: Case, kim: CasePerson, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")

    answer = client.get(f"/arenden/utdrag/{made(client, case, kim).pk}/fil/")

    pdf = pypdf.PdfReader(io.BytesIO(answer.content))
    box, catalog = pdf.pages[0].mediabox, pdf.trailer["/Root"]
    assert (round(box.width), round(box.height)) == (595, 842)
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "sv"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Utdrag ur en akt"
    assert "Kim" not in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_share_record_the_step_and_the_log_come_with_it_and_twice_is_once(
    case: Case, kim: CasePerson, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")
    key = str(uuid4())

    extract = made(client, case, kim, idempotency_key=key)
    made(client, case, kim, idempotency_key=key)

    share = ShareRecord.rows.get()
    assert extract.share_id == share.pk
    assert share.basis == "PARTY_ACCESS"
    assert share.receiver == "Kim Lund"
    assert "uppgifter lämnade ut" in share.what
    assert CaseExtract.rows.count() == 1
    row = AccessLogEntry.rows.get(resource="case_extract", action="export")
    assert set(row.subject_ids) == {case.subject_id, kim.person_id}
    assert "Utdrag ur akten" in client.get(f"/arenden/{case.pk}/delat/").content.decode()


def test_a_child_reads_its_own_words_also_those_that_custodians_may_not(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")
    withhold(case, astrid, WithheldKind.VOICE, voice(case, astrid, SECRET).pk)

    text = read(client, made(client, case, party(case, "Ebba")))

    assert "rädd för mamma" in text
    assert "Gertrud" not in text
    assert "Utdrag ur din akt" in text


def test_what_is_kept_from_one_custodian_is_given_to_the_other(
    case: Case, kim: CasePerson, astrid: Actor, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")
    row = note(case, astrid, "Nour har en ny telefon och är tryggare nu.")
    withhold(
        case, astrid, WithheldKind.NOTE, row.thread, from_whom=kim, ground=WithholdGround.OTHERS
    )

    assert "ny telefon" not in read(client, made(client, case, kim))
    assert "ny telefon" in read(client, made(client, case, party(case, "Nour")))


def test_a_person_weighs_what_others_have_said_and_may_leave_out_more(
    case: Case, kim: CasePerson, astrid: Actor, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")
    note(case, astrid, "Skolan berättar om frånvaro.", kind=NoteKind.CONTACT)
    note(case, astrid, "Hembesök. Ebba har ett eget rum.")
    note(case, astrid, "Kryssat vid skrivandet.", withheld=True)
    page = ask(client, case, kim).content.decode()
    to_weigh, given = hidden(page, "give"), hidden(page, "leave")
    set_local(AUTHORITY, GRANBY)
    hard = [
        each.key
        for each in extracts.judge(case, kim, since=None, until=clock.today())
        if each.ground == "WITHHELD"
    ]
    rooms = [each for each in given if each.startswith("NOTE")]

    extract = made(client, case, kim, give=[*to_weigh, *hard], leave=rooms)
    text = read(client, extract)

    assert "frånvaro" in text
    assert "Kryssat" not in text
    assert "eget rum" not in text
    assert ["NOTE", "CHOSEN", 1] in extract.left_out


def test_something_written_since_it_was_read_must_be_read_first(
    case: Case, kim: CasePerson, astrid: Actor, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")
    seen = hidden(ask(client, case, kim).content.decode(), "seen")[0]
    set_local(AUTHORITY, GRANBY)
    note(case, astrid, "Något nytt som ingen har läst.")

    answer = ask(client, case, kim, act="make", seen=seen)

    assert "Något i ärendet har ändrats" in answer.content.decode()
    set_local(AUTHORITY, GRANBY)
    assert not CaseExtract.rows.exists()
    assert not ShareRecord.rows.exists()


@pytest.mark.parametrize("what", ["withheld", "protected", "stopped", "old"])
def test_a_paper_with_something_that_is_shut_afterwards_is_taken_away(
    case: Case, kim: CasePerson, astrid: Actor, bodil: Actor, logged_in: LogIn, what: str
) -> None:
    client = logged_in("Astrid")
    row = note(case, astrid, "Hembesök. Ebba har ett eget rum.")
    extract = made(client, case, kim)

    if what == "withheld":
        withhold(case, astrid, WithheldKind.NOTE, row.thread)
    if what == "protected":
        set_protection(
            person=case.subject, level=Protection.FLAGGED, by=bodil, at=NOON,
            allowed=[membership_named("Astrid")],
        )  # fmt: skip
    if what == "stopped":
        ShareRecord.rows.update(revoked_at=clock.now())
    if what == "old":
        extracts.forget_old(GRANBY, at=clock.now() + timedelta(days=7, minutes=1))
    answer = client.get(f"/arenden/utdrag/{extract.pk}/fil/", follow=True)

    assert "Utdraget finns inte" in answer.content.decode()
    set_local(AUTHORITY, GRANBY)
    assert fresh(extract).content is None
    assert fresh(extract).state == ExportState.GONE
    assert fresh(extract).left_out == extract.left_out


def test_with_protected_identity_no_address_and_no_school_leave_and_the_rest_is_weighed(
    register: Register, case: Case, kim: CasePerson, astrid: Actor, bodil: Actor, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")
    register(
        PersonFacts("Ebba", "Lund", number=number_of()),
        reporter=Reporter(ReporterKind.SCHOOL, "Kerstin Blom", "Tallbackens skola"),
        what="Ebba är trött.",
    )
    Person.rows.filter(pk=case.subject_id).update(address="Hemliga vägen 4, 123 45 Granby")
    note(case, astrid, "Vi hämtade Ebba vid Tallbackens skola.")
    note(case, astrid, "Hembesök på Hemliga vägen 4, 123 45 Granby.")
    note(case, astrid, "Ebba har ett eget rum.")
    set_protection(
        person=case.subject, level=Protection.FLAGGED, by=bodil, at=NOON,
        allowed=[membership_named("Astrid")],
    )  # fmt: skip

    page = ask(client, case, kim).content.decode()
    everything = hidden(page, "give")
    extract = made(client, case, kim, give=everything)
    text = read(client, extract)

    assert hidden(page, "leave") == []
    assert "Någon i ärendet har skyddade personuppgifter." in page
    assert "ett eget rum" in text
    for canary in ("Tallbacken", "Hemliga"):
        assert canary not in text, canary
    assert ["NOTE", "PLACE", 2] in extract.left_out


def test_nothing_to_give_a_wrong_way_and_days_that_turn_are_said(
    case: Case, kim: CasePerson, bodil: Actor, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")

    empty = ask(client, case, kim, since="2026-01-01", until="2026-01-02")
    seen = hidden(empty.content.decode(), "seen")[0]
    nothing = ask(client, case, kim, since="2026-01-01", until="2026-01-02", act="make", seen=seen)
    turned = ask(client, case, kim, since="2026-02-02", until="2026-02-01")
    nobody = ask(client, case, CasePerson(pk=uuid4()))

    assert "Inget skulle lämnas ut." in nothing.content.decode()
    assert turned.status_code == nobody.status_code == 422
    set_local(AUTHORITY, GRANBY)
    set_protection(
        person=kim.person, level=Protection.FLAGGED, by=bodil, at=NOON,
        allowed=[membership_named("Astrid")],
    )  # fmt: skip
    by_post = ask(client, case, kim, way="POST")
    assert by_post.status_code == 422
    assert "skyddade personuppgifter" in by_post.content.decode()


def test_others_and_whoever_is_set_aside_get_no_extract(
    case: Case, kim: CasePerson, astrid: Actor, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")
    row = note(case, astrid, "Hembesök. Ebba har ett eget rum.")
    held = withhold(case, astrid, WithheldKind.NOTE, row.thread)
    extract = made(client, case, kim)
    elin = logged_in("Elin")
    stranger = client_of_membership(newcomer("Nils", "caseworker", unit="Utredning 2"))
    paths = [
        f"/arenden/{case.pk}/utdrag/", f"/arenden/{case.pk}/utdrag/nytt/",
        f"/arenden/utdrag/{extract.pk}/", f"/arenden/utdrag/{extract.pk}/fil/",
        f"/arenden/{case.pk}/undanhallet/", f"/arenden/{case.pk}/undanhallet/NOTE/{row.thread}/",
        f"/arenden/undanhallet/{held.pk}/",
    ]  # fmt: skip

    for path in paths:
        assert elin.get(path).status_code == 404, path
        assert stranger.get(path).status_code in (302, 404), path
    set_local(AUTHORITY, GRANBY)
    declare_conflict(case=case, by=astrid, at=clock.now(), words="Min kusin.")
    for path in paths:
        assert client.get(path).status_code == 404, path


def test_something_is_kept_back_with_why_shown_to_nobody_and_set_free_again(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    client, said = logged_in("Astrid"), voice(case, astrid, SECRET)
    page = f"/arenden/{case.pk}/undanhallet/VOICE/{said.pk}/"
    data = {
        "idempotency_key": str(uuid4()), "from_whom": "ALLA", "ground": "OSL_12_3",
        "reason": "För kort.", "review_on": "2099-01-01", "childs_view": "Ebba vill inte.",
    }  # fmt: skip

    short = client.post(page, data)
    for _twice in range(2):
        kept = client.post(page, {**data, "reason": "Ebba skulle bli straffad hemma för det."})
    again = client.post(
        page,
        {**data, "idempotency_key": str(uuid4()), "reason": "Ebba skulle bli straffad hemma."},
    )

    assert short.status_code == again.status_code == 422
    assert "Ebba vill inte." in short.content.decode()
    assert "Det hålls redan tillbaka" in again.content.decode()
    assert kept.status_code == 302
    set_local(AUTHORITY, GRANBY)
    row = Withholding.rows.get()
    shown = client.get(f"/arenden/{case.pk}/undanhallet/").content.decode()
    assert "Ebba skulle bli straffad hemma för det." in shown
    lifted = client.post(
        f"/arenden/undanhallet/{row.pk}/", {"because": "Ebba vill själv.", "version": row.version}
    )
    assert lifted.status_code == 302
    set_local(AUTHORITY, GRANBY)
    assert fresh(row).lifted_because == "Ebba vill själv."
    unknown = client.get(f"/arenden/{case.pk}/undanhallet/VOICE/{uuid4()}/")
    assert unknown.status_code == 404


def test_what_is_kept_back_stands_in_no_mapping_that_the_family_sees(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    statement = mappings.say(
        case=case, by=astrid, at=NOON, key=uuid4(), domain=Domain.HARM, said_on=TODAY,
        words="Mamma låste dörren.", said_by=Speaker.CHILD,
    )  # fmt: skip
    client = logged_in("Astrid")
    before = client.get(f"/arenden/{case.pk}/kartlaggning/").content.decode()
    set_local(AUTHORITY, GRANBY)

    withhold(case, astrid, WithheldKind.STATEMENT, statement.pk)
    paper = client.get(f"/arenden/{case.pk}/kartlaggning/familjen.pdf")

    assert "Mamma låste dörren." in before
    assert "låste" not in words_of(paper.content)


def test_a_reason_of_less_than_twenty_signs_keeps_nothing_back(case: Case, astrid: Actor) -> None:
    with pytest.raises(ReasonMissing):
        withhold(case, astrid, WithheldKind.VOICE, voice(case, astrid, SECRET).pk, reason="Nej.")
    assert not Withholding.rows.exists()


def test_idag_asks_the_worker_to_look_again_when_the_day_has_come(
    case: Case, astrid: Actor, bodil: Actor
) -> None:
    withhold(
        case, astrid, WithheldKind.VOICE, voice(case, astrid, SECRET).pk, review_on=NOON.date()
    )

    def asked(by: Actor, at: datetime) -> list[str]:
        return [each.title for each in withheld_to_look_at(by, at)]

    assert asked(astrid, NOON - timedelta(days=1)) == []
    assert asked(astrid, NOON) == [
        "Pröva igen det som inte lämnas till vårdnadshavare: E.L., 9\u00a0år"
    ]
    assert asked(bodil, NOON) == []
