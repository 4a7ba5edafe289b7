"""A visitor comments; nobody sees it before somebody has read it; nobody ever sees the e-mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.http import HttpResponse
from django.test import Client

from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.notifications.models import OutboxMessage
from kraftsamling.notifications.services import send_outbox
from kraftsamling.oversight.night import run_night
from kraftsamling.publishing import comment_tables, comments
from kraftsamling.publishing.comment_tables import Received
from kraftsamling.publishing.models import Comment, CommentEmail, Post
from kraftsamling.publishing.statuses import CommentState, PostState
from kraftsamling.publishing.today import comments as comments_of_today
from tests.support.database import as_owner
from tests.support.people import actor_of_membership, client_of, membership_named, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

GRANBY = fixed("granby")
EMAIL = "hemlig.adress@example.org"
LogIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def fresh_tries() -> Iterator[None]:
    """Each test comes from a network that has not written anything."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def post(db: None) -> Post:
    """A report that everybody may read."""
    return Post.rows.create(
        authority_id=fixed("samordnaren"),
        slug="granby-2026",
        title="Granby: besök 1",
        lead="Vi träffades.",
        body="Det går framåt.",
        learnt="Fråga tidigare.",
        author="David",
        state=PostState.PUBLISHED,
        published_at=clock.now() - timedelta(days=1),
    )


@pytest.fixture
def maja(db: None) -> Client:
    """The moderator at home."""
    newcomer("Maja", "moderator")
    return client_of("Maja")


def written(client: Client, **changes: Any) -> HttpResponse:
    words = {
        "text": "Tack! <b>Bra</b> skrivet.",
        "name": "Anna i Granby",
        "email": EMAIL,
        "idempotency_key": str(uuid4()),
        **changes,
    }
    return client.post("/besok/granby-2026/kommentera/", words)  # type: ignore[return-value]


def the_comment() -> Comment:
    with as_owner():
        return Comment.rows.select_related("post").get()


def public_page(client: Client) -> str:
    return client.get("/besok/granby-2026/").content.decode()


def test_the_form_says_what_the_public_reports_say(post: Post, client: Client) -> None:
    text = public_page(client)

    assert "Fält märkta med * måste fyllas i. E-postadressen visas inte." in text
    assert "Skriv inget som pekar ut ett barn." in text
    for label in ("Kommentar *", "Namn *", "E-post *"):
        assert label in text
    assert (
        "<code>a, abbr, acronym, b, blockquote, cite, code, del, em, i, q, strike, strong</code>"
        in text
    )
    assert "<code>cite, datetime, href, title</code>" in text


def test_a_comment_waits_until_somebody_has_read_it(
    post: Post, client: Client, maja: Client
) -> None:
    answer = written(client)

    assert answer.status_code == 302
    thanks = client.get(answer.headers["Location"]).content.decode()
    assert "Vi läser din kommentar innan den visas, oftast inom en arbetsdag." in thanks
    assert "Anna i Granby" not in thanks
    address = f"/dela/kommentarer/{the_comment().pk}/"
    assert address in maja.get("/dela/kommentarer/").content.decode()
    assert "<b>Bra</b>" in maja.get(address).content.decode()

    assert maja.post(f"{address}publicera/").status_code == 302

    shown = public_page(client)
    assert "Anna i Granby" in shown
    assert "<b>Bra</b> skrivet." in shown


def test_a_comment_stands_only_at_the_site_where_it_was_written(
    post: Post, client: Client, maja: Client
) -> None:
    written(client)
    maja.post(f"/dela/kommentarer/{the_comment().pk}/publicera/")

    assert comment_tables.published(GRANBY, post.pk, at=clock.now()) != []
    assert comment_tables.published(fixed("sydby"), post.pk, at=clock.now()) == []


def test_nobody_sees_the_address_on_any_page(post: Post, client: Client, maja: Client) -> None:
    written(client)
    address = f"/dela/kommentarer/{the_comment().pk}/"
    seen = [maja.get(where).content.decode() for where in ("/dela/kommentarer/", address, "/idag/")]
    maja.post(f"{address}publicera/")
    seen += [maja.get(address).content.decode(), public_page(client)]
    refused = written(client, name="", email=EMAIL)

    assert all("hemlig.adress" not in text and "example.org" not in text for text in seen)
    # what a visitor has typed stays in that visitor's own form
    assert refused.status_code == 422
    assert EMAIL in refused.content.decode()


def test_the_address_is_not_readable_in_the_database_and_not_in_the_change_log(
    post: Post, client: Client
) -> None:
    written(client)

    with as_owner(), connection.cursor() as cursor:
        for table in ("comment", "commentemail", "commentevent"):
            cursor.execute(f"SELECT t::text FROM publishing_{table} t")
            rows = cursor.fetchall()
            assert len(rows) == 1
            assert "example" not in rows[0][0]
            assert EMAIL.encode().hex() not in rows[0][0]


@pytest.mark.parametrize("table", ["comment", "commentemail", "commentevent"])
def test_the_visitors_role_reads_no_row_of_the_tables(
    post: Post, client: Client, table: str
) -> None:
    written(client)

    with (
        pytest.raises(DatabaseError, match=r"app.authority|invalid input syntax for type uuid"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT * FROM publishing_{table}")


@pytest.mark.parametrize("table", ["comment", "commentemail", "commentevent"])
def test_another_authority_reads_no_row_of_the_tables(
    post: Post, client: Client, table: str
) -> None:
    written(client)

    with acting_for(fixed("sydby")), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM publishing_{table}")
        assert cursor.fetchone() == (0,)
    with acting_for(GRANBY), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM publishing_{table}")
        assert cursor.fetchone() == (1,)


def test_the_function_for_everybody_gives_no_waiting_comment(post: Post, client: Client) -> None:
    written(client)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM comments_published(%s, %s, %s)", [GRANBY, post.pk, clock.now()]
        )
        assert cursor.fetchall() == []
        assert {c.name for c in cursor.description or ()} == {"id", "name", "text", "published_at"}


def test_a_moderator_elsewhere_finds_nothing(post: Post, client: Client, maja: Client) -> None:
    written(client)
    newcomer("Sigrid", "moderator", slug="sydby")
    address = f"/dela/kommentarer/{the_comment().pk}/"

    for who in (client_of("Sigrid"), client_of("Elin"), client_of("Astrid")):
        assert who.get(address).status_code == 404
        assert who.post(f"{address}publicera/").status_code == 404
        assert who.post(f"{address}avvisa/", {"reason": "Nej."}).status_code == 404
    assert "Anna" not in client_of("Sigrid").get("/dela/kommentarer/").content.decode()
    assert the_comment().state == CommentState.WAITING


def test_who_is_rejected_is_told_why_and_never_quoted(
    post: Post, client: Client, maja: Client
) -> None:
    written(client, text="Min granne är elak.")
    address = f"/dela/kommentarer/{the_comment().pk}/avvisa/"

    assert maja.post(address, {"reason": "  "}).status_code == 422
    assert maja.post(address, {"reason": "Den pekar ut\nen person."}).status_code == 302

    with acting_for(GRANBY):
        assert send_outbox(GRANBY, at=clock.now()) == 1
        message = OutboxMessage.rows.get(recipient__startswith="comment:")
    (sent,) = mail.outbox
    assert sent.to == [EMAIL]
    assert sent.subject == "Din kommentar publiceras inte"
    assert "Den pekar ut en person." in sent.body
    assert "granne" not in sent.body
    assert "example" not in f"{message.subject}{message.body}{message.recipient}"
    assert the_comment().reason == "Den pekar ut en person."
    assert "granne" not in public_page(client)


def test_who_wrote_in_english_is_answered_in_english(
    post: Post, client: Client, maja: Client
) -> None:
    client.post(
        "/en/besok/granby-2026/kommentera/",
        {"text": "Hi", "name": "A", "email": EMAIL, "idempotency_key": str(uuid4())},
    )
    maja.post(f"/dela/kommentarer/{the_comment().pk}/publicera/")

    with acting_for(GRANBY):
        send_outbox(GRANBY, at=clock.now())
    assert [message.subject for message in mail.outbox] == ["Your comment is published"]


def test_two_moderators_decide_once(post: Post, client: Client, maja: Client) -> None:
    written(client)
    address = f"/dela/kommentarer/{the_comment().pk}/"
    maja.post(f"{address}avvisa/", {"reason": "Nej."})

    answer = maja.post(f"{address}publicera/", follow=True)

    assert "Någon har redan bestämt om kommentaren." in answer.content.decode()
    assert the_comment().state == CommentState.REJECTED


def test_a_published_comment_can_be_taken_away(post: Post, client: Client, maja: Client) -> None:
    written(client)
    address = f"/dela/kommentarer/{the_comment().pk}/"
    maja.post(f"{address}publicera/")
    assert "Anna i Granby" in public_page(client)

    maja.post(f"{address}avvisa/", {"reason": "Den pekar ut en person."})

    assert "Anna i Granby" not in public_page(client)


def test_sent_twice_is_one_comment(post: Post, client: Client) -> None:
    key = str(uuid4())
    for _ in range(2):
        assert written(client, idempotency_key=key).status_code == 302

    assert the_comment().name == "Anna i Granby"


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"text": "\u200e \u202e\n"},
        {"name": " \u2066 "},
        {"email": ""},
        {"email": "inte en adress"},
        {"email": "a@example.org\nBcc: alla@example.org"},
        {"text": "x" * 4001},
        {"name": "x" * 81},
        {"text": "noll\x00tecken"},
        {"name": "noll\x00tecken"},
        {"idempotency_key": "x"},
    ],
)
def test_what_is_filled_in_wrong_is_said_and_stores_nothing(
    post: Post, client: Client, changes: dict[str, str]
) -> None:
    answer = written(client, **changes)

    assert answer.status_code == 422
    assert "Rätta till det här" in answer.content.decode()
    with as_owner():
        assert not Comment.rows.exists()


def test_a_name_is_one_line(post: Post, client: Client) -> None:
    written(client, name="Anna\r\nBcc: x@example.org\n\u202eevil")

    assert the_comment().name == "Anna Bcc: x@example.org evil"


def test_a_machine_that_fills_in_everything_gets_thanks_and_stores_nothing(
    post: Post, client: Client
) -> None:
    assert written(client, leave_empty="https://spam.example").status_code == 302
    with as_owner():
        assert not Comment.rows.exists()


def test_the_fourth_comment_of_a_minute_waits_and_keeps_what_was_typed(
    post: Post, client: Client
) -> None:
    for _ in range(3):
        assert written(client).status_code == 302

    answer = written(client, text="Den fjärde")

    assert answer.status_code == 429
    assert "Den fjärde" in answer.content.decode()
    with as_owner():
        assert Comment.rows.count() == 3


def test_a_forged_request_is_refused(post: Post) -> None:
    assert written(Client(enforce_csrf_checks=True)).status_code == 403


def test_there_is_nothing_to_comment_on_before_a_report_is_published(
    post: Post, client: Client
) -> None:
    Post.rows.filter(pk=post.pk).update(state=PostState.DRAFT, published_at=None)

    assert written(client).status_code == 404
    assert sent_straight(post, GRANBY) is Received.INVALID


def sent_straight(post: Post, site: UUID, **changes: Any) -> Received:
    words = {"name": "A", "text": "B", "language": "sv", "email": EMAIL, **changes}
    return comment_tables.send(uuid4(), authority_id=site, post_id=post.pk, at=clock.now(), **words)


def test_the_database_itself_refuses_what_no_form_would_send(post: Post) -> None:
    assert sent_straight(post, uuid4()) is Received.INVALID
    assert sent_straight(post, GRANBY, text="x" * 4001) is Received.INVALID
    assert sent_straight(post, GRANBY, name=" ") is Received.INVALID
    assert sent_straight(post, fixed("region")) is Received.INVALID  # it has no site


def test_a_flood_leaves_no_more_than_five_hundred_to_read(post: Post, client: Client) -> None:
    for _ in range(500):
        assert sent_straight(post, GRANBY) is Received.STORED

    assert sent_straight(post, GRANBY) is Received.FULL
    answer = written(client)
    assert answer.status_code == 503
    assert "Försök igen i morgon." in answer.content.decode()


def test_the_address_goes_ninety_days_after_the_decision(
    post: Post, client: Client, maja: Client
) -> None:
    written(client)
    maja.post(f"/dela/kommentarer/{the_comment().pk}/publicera/")
    decided = the_comment().decided_at
    assert decided is not None

    assert addresses_after_the_night(decided + timedelta(days=89)) == 1
    assert addresses_after_the_night(decided + timedelta(days=90)) == 0
    assert "Anna i Granby" in public_page(client)
    assert comments.address_of(the_comment().pk) == ""


def test_the_address_of_a_comment_that_nobody_reads_goes_too(post: Post, client: Client) -> None:
    written(client)

    assert addresses_after_the_night(the_comment().written_at + timedelta(days=90)) == 0


def addresses_after_the_night(at: datetime) -> int:
    run_night(GRANBY, at=at)
    with as_owner():
        return CommentEmail.rows.count()


def test_a_mail_without_an_address_is_given_up(post: Post, client: Client, maja: Client) -> None:
    written(client)
    maja.post(f"/dela/kommentarer/{the_comment().pk}/publicera/")
    with acting_for(GRANBY):
        CommentEmail.rows.of_authority(GRANBY).delete()
        assert send_outbox(GRANBY, at=clock.now()) == 0
        assert OutboxMessage.rows.get(recipient__startswith="comment:").last_error == "NoAddress"
    assert mail.outbox == []


def test_today_has_one_row_for_all_comments(post: Post, client: Client, maja: Client) -> None:
    written(client)
    written(client)
    actor = actor_of_membership(membership_named("Maja"))

    with acting_for(GRANBY):
        (item,) = comments_of_today(actor, clock.now())
    assert item.title == "Läs två kommentarer" or "2" in item.title
    assert item.url == "/dela/kommentarer/"
