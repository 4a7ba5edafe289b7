"""A child's own page: opened by a link and a code, written to, read the same day, and answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kraftsamling.casework import channel_tables
from kraftsamling.casework.channel_tables import Received, key_of
from kraftsamling.casework.models import (
    Case,
    CasePerson,
    ChildChannel,
    ChildVoice,
    ConcernReport,
    Deadline,
    Person,
    VoiceReading,
)
from kraftsamling.casework.own_page import COOKIE, Visit, remember
from kraftsamling.casework.presenters.mappings import houses_of
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.services import channel
from kraftsamling.casework.services.secrecy import declare_conflict, set_protection
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.services.withholdings import withhold
from kraftsamling.casework.statuses import (
    ChannelEnd,
    InParty,
    Protection,
    ReporterKind,
    Topic,
    WithheldKind,
    WithholdGround,
)
from kraftsamling.casework.today_child import voices_to_read
from kraftsamling.common import clock
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from tests.casework.conftest import GRANBY, TODAY, fresh
from tests.support.database import as_owner
from tests.support.people import client_of_membership, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
NOW = clock.now()
CODE = "4826"
WORDS = "  Jag vill inte att mamma vet.\nHon blir arg \u2013 jätte arg. <b>nej</b>  "
SHUT = "Sidan är stängd."


@pytest.fixture(autouse=True)
def no_one_has_tried() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def link(case: Case, astrid: Actor) -> str:
    """The link that Astrid and Ebba made."""
    return channel.open_channel(case=case, by=astrid, at=NOW, code=CODE).link


def as_nobody() -> None:
    """No authority is set, as for a page that anybody may open."""
    set_local(AUTHORITY, None)


def back_at_work() -> None:
    set_local(AUTHORITY, GRANBY)


def page_of(link: str) -> str:
    return reverse("childs_page_link", args=[link])


def text(response: Any) -> str:
    return str(response.content.decode())


def entered(link: str, code: str = CODE) -> Client:
    """A phone on which the code has been given."""
    phone = Client()
    answer = phone.post(page_of(link), {"pin": code})
    assert answer.status_code == 302, text(answer)
    return phone


def write(phone: Client, slug: str = "inte-bra", **changes: Any) -> Any:
    typed = {"words": WORDS, "idempotency_key": str(uuid4()), **changes}
    return phone.post(reverse("childs_page_write", args=[slug]), typed)


def idle(phone: Client, link: str, minutes: int) -> None:
    """The phone has lain untouched."""
    then = clock.now() - timedelta(minutes=minutes)
    kept = HttpResponse()
    remember(kept, Visit(key_of(link, CODE), then, then))
    phone.cookies[COOKIE] = kept.cookies[COOKIE].value


# -- the link and its code ---------------------------------------------------------------------------


def test_neither_link_nor_code_is_stored(link: str) -> None:
    row = ChildChannel.rows.get()

    assert link.encode() not in (bytes(row.token), bytes(row.pin))
    assert CODE.encode() not in bytes(row.pin)
    assert bytes(row.pin) != key_of("another link", CODE).pin


def test_a_wrong_link_an_ended_link_and_a_wrong_code_look_alike(
    case: Case, link: str, astrid: Actor
) -> None:
    ended = channel.open_channel(case=case, by=astrid, at=NOW, code=CODE).link
    channel.end_channel(channel=ChildChannel.rows.get(ended_at=None), by=astrid, at=NOW)
    open_one = channel.open_channel(case=case, by=astrid, at=NOW, code="9999").link

    def seen(which: str, code: str) -> tuple[int, str, str]:
        phone = Client()
        first = text(phone.get(page_of(which)))
        cache.clear()
        answer = phone.post(page_of(which), {"pin": code})
        return answer.status_code, _plain(first), _plain(text(answer))

    nobodys = seen("x" * 32, CODE)
    assert nobodys[0] == 422
    assert seen(ended, CODE) == seen(link, CODE) == seen(open_one, CODE) == nobodys


def _plain(page: str) -> str:
    """Without the token against forgery, which is another each time."""
    page = re.sub(r'value="[A-Za-z0-9]{64}"', "", page)
    return re.sub(r'"X-CSRFToken": "[^"]*"', "", page)


def test_the_page_says_nothing_of_who_or_where(link: str) -> None:
    for page in (
        text(Client().get(page_of(link))),
        text(entered(link).get(reverse("childs_page"))),
    ):
        assert "<title>Min sida</title>" in page
        for told in ("Ebba", "Lund", "Granby", "Kraftsamling", "socialtjänst", "Socialnämnd"):
            assert told not in page, told


def test_the_fifth_wrong_code_closes_the_link_for_the_right_one_too(link: str) -> None:
    for _each in range(5):
        assert not channel_tables.enter(key_of(link, "1111"), now=NOW)

    assert not channel_tables.enter(key_of(link, CODE), now=NOW)
    row = ChildChannel.rows.get()
    assert (row.wrong_tries, row.ended_because) == (5, ChannelEnd.TRIES)


def test_a_right_code_forgets_the_wrong_ones(link: str) -> None:
    for _each in range(4):
        channel_tables.enter(key_of(link, "1111"), now=NOW)
    assert channel_tables.enter(key_of(link, CODE), now=NOW)
    channel_tables.enter(key_of(link, "1111"), now=NOW)

    assert channel_tables.enter(key_of(link, CODE), now=NOW)


def test_one_network_may_not_go_on_trying(link: str) -> None:
    phone = Client()
    for _each in range(5):
        phone.post(page_of("y" * 32), {"pin": "1111"})

    answer = phone.post(page_of("y" * 32), {"pin": "1111"})

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "Vänta en minut" in text(answer)


def test_the_link_opens_for_fourteen_days(link: str) -> None:
    assert channel_tables.enter(key_of(link, CODE), now=NOW + timedelta(days=13, hours=23))
    assert not channel_tables.enter(key_of(link, CODE), now=NOW + timedelta(days=14, minutes=1))


def test_a_new_link_ends_the_former_and_a_closed_case_shuts_it(
    case: Case, link: str, astrid: Actor
) -> None:
    newer = channel.open_channel(case=case, by=astrid, at=NOW, code=CODE).link
    assert not channel_tables.enter(key_of(link, CODE), now=NOW)
    assert channel_tables.enter(key_of(newer, CODE), now=NOW)

    Case.rows.filter(pk=case.pk).update(phase="CLOSED", closed_on=TODAY)
    assert not channel_tables.enter(key_of(newer, CODE), now=NOW)
    with pytest.raises(CaseClosed):
        channel.open_channel(case=case, by=astrid, at=NOW, code=CODE)


# -- writing -----------------------------------------------------------------------------------------


def test_what_is_written_is_kept_to_the_letter_and_withheld_until_somebody_decides(
    case: Case, link: str
) -> None:
    phone = entered(link)

    assert write(phone).status_code == 302

    back_at_work()
    voice = ChildVoice.rows.get(case=case)
    assert voice.words == WORDS
    assert (voice.topic, voice.withheld, voice.is_withheld) == (Topic.WORRY, True, True)
    assert voice.written_by is None


def test_without_an_authority_the_functions_are_the_only_way_in(link: str) -> None:
    as_nobody()
    for table in ("casework_childchannel", "casework_childvoice"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
    key = key_of(link, CODE)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM child_channel_open(%s, %s, %s)", [key.token, key.pin, NOW])

    assert channel_tables.about(key, now=NOW) is not None


def test_the_functions_ask_for_the_code_each_time(link: str) -> None:
    wrong = key_of(link, "1111")
    assert channel_tables.about(wrong, now=NOW) is None
    assert channel_tables.words(wrong, now=NOW) == []
    shut = channel_tables.write(wrong, uuid4(), topic=Topic.GOOD, chosen="", said="x", now=NOW)
    assert shut == Received.SHUT
    assert not ChildVoice.rows.exists()


def test_sent_twice_it_is_kept_once(case: Case, link: str) -> None:
    phone, key = entered(link), str(uuid4())

    for _each in range(2):
        assert write(phone, idempotency_key=key).status_code == 302

    back_at_work()
    assert ChildVoice.rows.filter(case=case).count() == 1


def test_a_meeting_is_prepared_by_pointing_alone_or_with_words(case: Case, link: str) -> None:
    phone = entered(link)

    sent = write(phone, "mote", about=["skola", "somn"], who=["ensam"], where=["ute"], words="")
    assert sent.status_code == 302
    refused = write(phone, "mote", words="   ")
    assert refused.status_code == 422
    assert "Välj något, eller skriv något." in text(refused)

    back_at_work()
    voice = ChildVoice.rows.get(case=case)
    assert voice.words == ""
    assert voice.said == (
        "Vad vill du prata om? Skola, Sömn och hur jag mår. Vem ska vara med? Bara du och jag."
        " Var vill du träffas? Ute, på en promenad."
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [("", 422), ("   ", 422), ("x" * 8001, 422), ("\0hej", 302), ("x" * 8000, 302)],
)
def test_bad_input_is_told_in_words_and_never_a_fault(link: str, words: str, status: int) -> None:
    assert write(entered(link), words=words).status_code == status


def test_fifty_a_day_is_enough(link: str) -> None:
    key = key_of(link, CODE)
    stored = [
        channel_tables.write(key, uuid4(), topic=Topic.GOOD, chosen="", said="x", now=NOW)
        for _each in range(51)
    ]

    assert stored == [Received.STORED] * 50 + [Received.FULL]


def test_what_was_written_before_is_shown_only_after_the_code(link: str) -> None:
    phone = entered(link)
    write(phone, words="Det är bra hos mormor.")
    assert "Det är bra hos mormor." in text(phone.get(reverse("childs_page")))

    stranger = Client()
    assert SHUT in text(stranger.get(reverse("childs_page")))
    assert "mormor" not in text(stranger.get(page_of(link)))
    assert SHUT in text(stranger.get(reverse("childs_page_write", args=["bra"])))


def test_after_five_untouched_minutes_it_is_shut(link: str) -> None:
    phone = entered(link)
    write(phone, words="Det är bra hos mormor.")

    idle(phone, link, 6)

    page = phone.get(reverse("childs_page"))
    assert SHUT in text(page)
    assert "mormor" not in text(page)


def test_whoever_writes_slowly_loses_no_word_and_is_shown_nothing(case: Case, link: str) -> None:
    phone = entered(link)
    write(phone, words="Det är bra hos mormor.")
    idle(phone, link, 20)

    sent = write(phone, words="Det tog tid att skriva det här.")

    assert "Det du skrev är skickat." in text(sent)
    assert "mormor" not in text(sent)
    assert SHUT in text(phone.get(reverse("childs_page")))
    back_at_work()
    assert ChildVoice.rows.filter(case=case, words="Det tog tid att skriva det här.").exists()


def test_leaving_forgets_the_visit_and_leads_to_the_weather(link: str) -> None:
    phone = entered(link)

    left = phone.get(reverse("childs_page_leave"))

    assert left.headers["Location"] == "https://www.smhi.se/"
    assert SHUT in text(phone.get(reverse("childs_page")))


def test_a_cookie_that_somebody_has_made_up_opens_nothing(link: str) -> None:
    phone = Client()
    phone.cookies[COOKIE] = "bm90IHNlYWxlZA=="

    assert SHUT in text(phone.get(reverse("childs_page")))
    assert phone.get(reverse("childs_page")).headers["Cache-Control"] == "no-store"


# -- reading and answering ---------------------------------------------------------------------------


@pytest.fixture
def voice(case: Case, link: str) -> ChildVoice:
    """Ebba has written."""
    write(entered(link))
    back_at_work()
    return ChildVoice.rows.get(case=case)


def read(client: Client, voice: ChildVoice, **changes: Any) -> Any:
    typed = {"is_concern": "nej", "because": "Hon vill ha hjälp att berätta.", **changes}
    return client.post(reverse("voice_read", args=[voice.pk]), typed)


def test_it_is_on_the_workers_idag_until_it_is_read(voice: ChildVoice, logged_in: LogIn) -> None:
    astrid = logged_in("Astrid")
    page = text(astrid.get("/idag/"))
    assert "E.L." in page
    assert "har skrivit till dig" in page
    assert "mamma" not in page

    assert read(astrid, voice).status_code == 302

    assert "har skrivit till dig" not in text(astrid.get("/idag/"))


def test_the_team_leader_gets_it_when_the_day_is_over(voice: ChildVoice, bodil: Actor) -> None:
    written = voice.written_at.astimezone(clock.STOCKHOLM)
    morning = written.replace(hour=9, minute=0)
    evening = written.replace(hour=23, minute=59, second=59)
    tomorrow = morning + timedelta(days=1)

    def told(at: datetime) -> int:
        return len(voices_to_read(bodil, at))

    assert told(morning) == 0
    assert (told(evening), told(tomorrow)) == (1, 1)


def test_read_as_no_concern_it_is_answered_and_the_child_sees_it(
    voice: ChildVoice, link: str, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")
    before = text(entered(link).get(reverse("childs_page")))
    assert "Inte läst än." in before

    read(astrid, voice)
    assert "Svaret kommer här." in text(entered(link).get(reverse("childs_page")))
    astrid.post(
        reverse("case_voice_answer", args=[voice.pk]),
        {
            "reply": "Tack. Jag ringer dig på onsdag.", "what_we_did": "",
            "idempotency_key": str(uuid4()),
        },
    )  # fmt: skip
    astrid.post(
        reverse("case_voice_answer", args=[voice.pk]),
        {
            "reply": "", "what_we_did": "Vi träffades på skolan.", "idempotency_key": str(uuid4()),
        },
    )  # fmt: skip

    page = text(entered(link).get(reverse("childs_page")))
    assert "Tack. Jag ringer dig på onsdag." in page
    assert "Vi träffades på skolan." in page
    assert page.count("jätte arg") == 1


def test_a_concern_becomes_a_report_with_its_clock_the_same_moment(
    case: Case, voice: ChildVoice, logged_in: LogIn
) -> None:
    answer = read(logged_in("Astrid"), voice, is_concern="ja", because="Hon blir slagen.")
    assert answer.status_code == 302

    back_at_work()
    report = ConcernReport.rows.get(reporter_kind=ReporterKind.CHILD)
    assert report.case_id == case.pk
    assert report.what.strip() == WORDS.strip()
    assert report.received_at == voice.written_at
    assert Deadline.rows.filter(about=report.pk, code=clocks.PROTECTION).exists()
    assert VoiceReading.rows.get().report_id == report.pk


def test_it_is_read_once_and_the_second_is_told(
    voice: ChildVoice, astrid: Actor, logged_in: LogIn
) -> None:
    read(logged_in("Astrid"), voice)
    back_at_work()

    with pytest.raises(channel.ReadMeanwhile):
        channel.read_voice(voice=voice, by=astrid, at=NOW, is_concern=True, because="x")

    assert VoiceReading.rows.count() == 1
    assert not ConcernReport.rows.filter(reporter_kind=ReporterKind.CHILD).exists()


def test_a_reading_without_a_reason_is_refused_in_words(
    voice: ChildVoice, logged_in: LogIn
) -> None:
    answer = read(logged_in("Astrid"), voice, because="")

    assert answer.status_code == 422
    assert "Fyll i: Varför tror du det?" in text(answer)
    assert not VoiceReading.rows.exists()


def test_custodians_see_it_only_when_a_person_has_said_so(voice: ChildVoice, astrid: Actor) -> None:
    def shown() -> list[Any]:
        return [
            words for house in houses_of([fresh(voice)], for_family=True) for words in house.voices
        ]

    assert shown() == []
    channel.read_voice(
        voice=voice, by=astrid, at=NOW, is_concern=False, because="Hon vill det.", withheld=False
    )
    assert len(shown()) == 1


def test_the_child_is_told_who_may_read_each_thing(
    case: Case, voice: ChildVoice, link: str, astrid: Actor
) -> None:
    def told() -> str:
        as_nobody()
        page = text(entered(link).get(reverse("childs_page")))
        back_at_work()
        return page

    kept, free = "Dina föräldrar får inte läsa det här.", "Dina föräldrar får läsa det här"

    assert kept in told()
    channel.read_voice(
        voice=voice, by=astrid, at=NOW, is_concern=False, because="Om skolan.", withheld=False
    )
    assert free in told()
    kim = CasePerson.rows.create(
        authority_id=case.authority_id, case=case, part=InParty.CUSTODIAN,
        person=Person.rows.create(authority_id=case.authority_id, given_name="Kim"),
    )  # fmt: skip
    about: dict[str, Any] = {
        "case": case, "kind": WithheldKind.VOICE, "row_id": voice.pk, "by": astrid, "at": NOW,
        "ground": WithholdGround.CHILD, "reason": "Ebba skulle bli straffad hemma för det.",
        "review_on": NOW.date(),
    }  # fmt: skip
    withhold(**about, key=uuid4(), from_whom=kim)
    assert "En av dina föräldrar får inte läsa det här." in told()
    withhold(**about, key=uuid4())
    assert kept in told()


def test_the_childs_words_cannot_be_changed_by_anybody(voice: ChildVoice) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_childvoice SET words = 'x' WHERE id = %s", [voice.pk])
    with as_owner(), pytest.raises(DatabaseError), transaction.atomic():
        ChildVoice.rows.filter(pk=voice.pk).update(words="x")
    with as_owner(), pytest.raises(DatabaseError), transaction.atomic():
        ChildVoice.rows.filter(pk=voice.pk).delete()


# -- the worker's side -------------------------------------------------------------------------------


def test_the_link_is_told_once(case: Case, logged_in: LogIn) -> None:
    client = logged_in("Astrid")

    made = text(client.post(reverse("channel_open", args=[case.pk]), {"code": CODE}))

    found = re.search(r"http://[^<]*/min-sida/([A-Za-z0-9_-]{32})/", made)
    assert found is not None
    assert found[1] not in text(client.get(reverse("channel", args=[case.pk])))
    assert channel_tables.enter(key_of(found[1], CODE), now=clock.now())


@pytest.mark.parametrize("code", ["", "12", "abcd", "123456789"])
def test_a_code_that_is_none_makes_no_link(case: Case, logged_in: LogIn, code: str) -> None:
    answer = logged_in("Astrid").post(reverse("channel_open", args=[case.pk]), {"code": code})

    assert answer.status_code == 422
    assert not ChildChannel.rows.exists()


def test_the_worker_ends_it(case: Case, link: str, logged_in: LogIn) -> None:
    row = ChildChannel.rows.get()

    logged_in("Astrid").post(reverse("channel_end", args=[row.pk]))

    assert not channel_tables.enter(key_of(link, CODE), now=clock.now())


def _all_pages(case: Case, voice: ChildVoice) -> list[str]:
    row = ChildChannel.rows.get()
    return [
        reverse("channel", args=[case.pk]),
        reverse("channel_open", args=[case.pk]),
        reverse("channel_end", args=[row.pk]),
        reverse("voice_read", args=[voice.pk]),
        reverse("case_voice_answer", args=[voice.pk]),
    ]


def test_elin_and_a_colleague_see_nothing_and_can_do_nothing(
    case: Case, voice: ChildVoice, logged_in: LogIn
) -> None:
    pages = _all_pages(case, voice)
    nora = client_of_membership(newcomer("Nora", "caseworker"))

    for client in (logged_in("Elin"), nora):
        for path in pages:
            answer = client.post(path, {"code": CODE, "is_concern": "nej", "because": "x"})
            assert answer.status_code == 404, path
        assert "har skrivit till dig" not in text(client.get("/idag/"))
    back_at_work()
    assert not VoiceReading.rows.exists()
    assert ChildChannel.rows.get().ended_at is None


def test_a_conflict_of_interest_shuts_it(
    case: Case, voice: ChildVoice, astrid: Actor, logged_in: LogIn
) -> None:
    pages = _all_pages(case, voice)
    declare_conflict(case=case, by=astrid, at=NOW)

    client = logged_in("Astrid")
    for path in pages:
        assert client.post(path, {"code": CODE}).status_code == 404, path
    assert "har skrivit till dig" not in text(client.get("/idag/"))


def test_a_protected_childs_words_reach_only_those_on_the_list(
    case: Case, voice: ChildVoice, astrid: Actor, logged_in: LogIn
) -> None:
    set_protection(person=case.subject, level=Protection.FLAGGED, by=astrid, at=NOW, allowed=[])

    assert "har skrivit till dig" in text(logged_in("Astrid").get("/idag/"))
    back_at_work()
    assert logged_in("Bodil").get(reverse("channel", args=[case.pk])).status_code == 404


def test_reading_is_logged_with_the_child(case: Case, voice: ChildVoice, logged_in: LogIn) -> None:
    logged_in("Astrid").get(reverse("voice_read", args=[voice.pk]))

    back_at_work()
    entry = AccessLogEntry.rows.filter(resource="child_voice", action="assess").latest("number")
    assert entry.subject_ids == [case.subject_id]
