"""Somebody who is worried writes at the website: only reception reads it, and nobody learns who is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client

from kraftsamling.casework.models import ConcernReport, PublicConcern, PublicConcernSender
from kraftsamling.casework.services import public_concerns as services
from kraftsamling.casework.services.public_concerns import Taken, Worry
from kraftsamling.casework.services.reports import Reporter
from kraftsamling.casework.statuses import ConcernState, ReporterKind
from kraftsamling.casework.today import worries_from_outside
from kraftsamling.common import clock
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.organisations.models import Authority, WayOfRunning
from tests.casework.conftest import GRANBY
from tests.support.database import as_owner
from tests.support.people import client_of
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

WORDS = "Flickan på andra våningen gråter om nätterna, och ingen öppnar."


@pytest.fixture(autouse=True)
def fresh_tries() -> Iterator[None]:
    """Each test comes from a network that has not written anything."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def reception(rut: Actor) -> Client:
    """Rut at work."""
    return client_of("Rut")


def sent(client: Client, **changes: Any) -> Any:
    words = {
        "what": WORDS,
        "acute": "nej",
        "given_name": "Ebba",
        "surname": "Lund",
        "age": "ungefär nio år",
        "place": "Storgatan 4, Granby skola",
        "kind": "PRIVATE",
        "name": "",
        "organisation": "",
        "contact": "",
        "idempotency_key": str(uuid4()),
        "leave_empty": "",
        **changes,
    }
    return client.post("/orolig/skriv/", words)


def the_worry() -> PublicConcern:
    with as_owner():
        return PublicConcern.rows.get()


def test_the_page_says_whom_to_phone_before_it_offers_to_write(
    granby: None, client: Client
) -> None:
    Authority.objects.filter(pk=GRANBY).update(
        day_phone="0123-45 60 00", day_hours="vardagar kl. 8–16.30", emergency_phone="08-123 45 68"
    )
    page = client.get("/orolig/").content.decode()

    order = [
        page.index(part) for part in ("112", "0123-45 60 00", "08-123 45 68", "/orolig/skriv/")
    ]
    assert order == sorted(order)
    assert (
        "Vi läser det som skickas hit vardagar kl. 8–16.30. Andra tider läser ingen: ring då."
        in page
    )


def test_the_front_page_leads_there(client: Client, db: None) -> None:
    assert 'href="/orolig/"' in client.get("/").content.decode()


def test_a_neighbour_writes_anonymously_and_gets_a_receipt(granby: None, client: Client) -> None:
    answer = sent(client)

    worry = the_worry()
    page = answer.content.decode()
    assert answer.status_code == 200
    assert services.receipt_code(worry.pk) in page
    assert WORDS not in page
    assert answer.headers["Cache-Control"] == "private, no-store"
    with as_owner():
        assert not PublicConcernSender.rows.exists()
        assert worry.state == ConcernState.WAITING


def test_pressed_twice_it_is_one_worry_with_one_receipt(granby: None, client: Client) -> None:
    key = str(uuid4())

    first, again = (sent(client, idempotency_key=key).content.decode() for _ in range(2))

    code = services.receipt_code(the_worry().pk)
    assert code in first
    assert code in again


def test_a_known_child_and_an_unknown_get_the_same_answer(
    report: ConcernReport, client: Client
) -> None:
    known = sent(client).content.decode()
    unknown = sent(client, given_name="Ingen", surname="Alls", place="Okänd").content.decode()

    def without_code(page: str) -> str:
        with as_owner():
            for pk in PublicConcern.rows.values_list("pk", flat=True):
                page = page.replace(services.receipt_code(pk), "")
        return page.split('<main id="innehall"')[1].split("</main>")[0]

    assert without_code(known) == without_code(unknown)


def test_who_reports_as_part_of_the_job_says_who_it_is(granby: None, client: Client) -> None:
    refused = sent(client, kind="SCHOOL", name="  ")

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Den som anmäler i sitt arbete kan inte vara anonym." in page
    assert WORDS in page
    with as_owner():
        assert not PublicConcern.rows.exists()

    accepted = sent(client, kind="SCHOOL", name="Kerstin Holm", organisation="Granby skola")

    assert "Du får veta om vi inleder en utredning, och inget mer" in accepted.content.decode()
    with as_owner():
        sender = PublicConcernSender.rows.get()
        assert sender.name == "Kerstin Holm"
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM casework_publicconcernsender")
            assert b"Kerstin" not in bytes(cursor.fetchone()[0])


def test_danger_now_is_told_to_phone_first(granby: None, client: Client) -> None:
    assert "Ring 112 nu" in sent(client, acute="ja").content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"what": ""},
        {"what": " \n "},
        {"what": "x" * 20_001},
        {"kind": "CHEF"},
        {"acute": ""},
        {"given_name": "x" * 81},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    granby: None, client: Client, changes: dict[str, str]
) -> None:
    refused = sent(client, **{"place": "Storgatan 4", **changes})

    assert refused.status_code == 422
    assert "Storgatan 4" in refused.content.decode()
    with as_owner():
        assert not PublicConcern.rows.exists()


def test_a_machine_that_fills_in_everything_is_thanked_and_nothing_is_stored(
    granby: None, client: Client
) -> None:
    assert sent(client, leave_empty="http://x").status_code == 200
    with as_owner():
        assert not PublicConcern.rows.exists()


def test_a_flood_from_one_network_is_asked_to_wait_and_keeps_its_words(
    granby: None, client: Client
) -> None:
    for _ in range(3):
        assert sent(client).status_code == 200

    refused = sent(client)

    assert refused.status_code == 429
    assert WORDS in refused.content.decode()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT what FROM casework_publicconcern",
        "SELECT contact FROM casework_publicconcernsender",
        "UPDATE casework_publicconcern SET state = 'NOT_A_REPORT', reason = 'x'",
    ],
)
def test_the_webs_role_can_neither_read_nor_write_the_tables_without_an_authority(
    statement: str, db: None
) -> None:
    worry = Worry(Reporter(ReporterKind.PRIVATE), "", "", "", "", WORDS, is_acute=False)
    receipt = services.send_worry(worry, authority_id=GRANBY, key=uuid4(), at=clock.now())

    assert receipt.taken is Taken.STORED
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_no_worry_is_taken_for_an_authority_without_a_site(db: None) -> None:
    worry = Worry(Reporter(ReporterKind.PRIVATE), "", "", "", "", WORDS, is_acute=False)

    sent_to = services.send_worry(worry, authority_id=fixed("region"), key=uuid4(), at=clock.now())

    assert sent_to.taken is Taken.INVALID


def test_it_is_on_receptions_day_with_the_time_that_is_left(client: Client, rut: Actor) -> None:
    sent(client)

    (item,) = worries_from_outside(rut, clock.now())

    assert item.title == "1 person har skrivit om oro för ett barn"
    assert item.url == "/arenden/webben/"
    assert item.due == the_worry().sent_at + timedelta(hours=24)


def test_the_list_says_nothing_of_the_child_and_the_page_is_logged(
    client: Client, reception: Client
) -> None:
    sent(client)
    worry = the_worry()

    listed = reception.get("/arenden/webben/").content.decode()
    opened = reception.get(f"/arenden/webben/{worry.pk}/").content.decode()

    assert "Ebba" not in listed
    assert "Storgatan" not in listed
    assert f"/arenden/webben/{worry.pk}/" in listed
    assert WORDS in opened
    with as_owner():
        rows = AccessLogEntry.rows.filter(resource="public_concern", object_id=worry.pk)
        assert rows.filter(action="read").exists()


def test_registering_it_types_nothing_twice(client: Client, reception: Client) -> None:
    sent(client, kind="SCHOOL", name="Kerstin Holm", organisation="Granby skola", acute="nej")
    worry = the_worry()

    begun = reception.post(f"/arenden/webben/{worry.pk}/registrera/")
    assert begun.status_code == 302
    child = reception.get(begun.headers["Location"]).content.decode()
    assert 'value="Ebba"' in child
    step = f"/arenden/anmalan/{worry.pk}"
    reporter = reception.get(f"{step}/anmalare/").content.decode()
    assert 'value="Kerstin Holm"' in reporter
    assert reception.post(f"{step}/familj/", {}).status_code == 302
    review = reception.get(f"{step}/granska/").content.decode()
    assert "Var barnet finns: Storgatan 4, Granby skola" in review

    assert reception.post(f"{step}/granska/").status_code == 302

    with as_owner():
        report = ConcernReport.rows.get(together_with=worry.pk)
        assert report.what.startswith(WORDS)
        assert abs(report.received_at - worry.sent_at) < timedelta(minutes=1)
        assert report.channel == "PUBLIC_FORM"
        assert report.reporter.name == "Kerstin Holm"
    assert the_worry().state == ConcernState.REGISTERED


def test_what_is_not_about_a_child_here_stays_with_its_reason_and_can_be_taken_back(
    client: Client, reception: Client
) -> None:
    sent(client)
    worry = the_worry()
    page = f"/arenden/webben/{worry.pk}/"

    assert reception.post(f"{page}inte-oro/", {"because": ""}).status_code == 422
    reception.post(f"{page}inte-oro/", {"because": "Gäller Sydby. Skickad dit."})
    assert the_worry().state == ConcernState.NOT_A_REPORT
    assert "Gäller Sydby. Skickad dit." in reception.get("/arenden/webben/").content.decode()

    reception.post(f"{page}ater/")

    assert the_worry().state == ConcernState.WAITING


def test_beside_the_record_it_is_ticked_off_and_never_registered_here(
    client: Client, reception: Client
) -> None:
    sent(client)
    Authority.objects.filter(pk=GRANBY).update(way_of_running=WayOfRunning.BESIDE_RECORD)
    page = f"/arenden/webben/{the_worry().pk}/"

    assert "Den finns i journalen nu" in reception.get(page).content.decode()
    assert reception.post(f"{page}registrera/").status_code == 404
    reception.post(f"{page}i-journalen/")

    assert the_worry().state == ConcernState.ENTERED


@pytest.mark.parametrize("name", ["Elin", "Astrid"])
def test_nobody_else_reads_it(client: Client, granby: None, name: str) -> None:
    sent(client)
    page = f"/arenden/webben/{the_worry().pk}/"
    other = client_of(name)

    assert WORDS not in other.get("/arenden/webben/").content.decode()
    for address in (page, f"{page}registrera/", f"{page}inte-oro/"):
        assert other.post(address, {"because": "x"}).status_code in (403, 404, 405)
        assert other.get(address).status_code in (403, 404, 405)
    assert the_worry().state == ConcernState.WAITING
