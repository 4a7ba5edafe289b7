"""A published report is corrected by a new version that somebody else publishes; nothing else moves."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.common import clock
from kraftsamling.common.formats import long_date
from kraftsamling.common.locking import StaleVersion
from kraftsamling.publishing import corrections
from kraftsamling.publishing.models import Correction, Post
from kraftsamling.publishing.statuses import PostState
from kraftsamling.publishing.today import corrections as today_corrections
from tests.publishing.test_around_a_report import read_feed
from tests.publishing.test_comments import maja, post, the_comment, written
from tests.support.people import actor_named, client_of, newcomer
from tests.support.world import fixed

__all__ = ["maja", "post"]
pytestmark = pytest.mark.django_db
PAGE = "/besok/granby-2026/"
WRONG, RIGHT = "Det går framåt.", "Det går bakåt."


def words(**changes: Any) -> dict[str, Any]:
    return {
        "version": 0,
        "what": "Det går inte framåt.",
        "title": "Granby: besök 1",
        "lead": "Vi träffades.",
        "body": RIGHT,
        "learnt": "Fråga tidigare.",
        "author": "David",
        **changes,
    }


@pytest.fixture
def ingrid(db: None) -> Client:
    """The editor beside David."""
    newcomer("Ingrid", "editor", slug="samordnaren")
    return client_of("Ingrid")


@pytest.fixture
def waiting(post: Post) -> Correction:
    """David has written, and lets somebody read."""
    david = client_of("David")
    david.post(f"/dela/{post.pk}/ratta/", words())
    made = Correction.rows.get(post=post)
    david.post(f"/dela/rattelse/{made.pk}/fraga/")
    return fresh(made)


def fresh(correction: Correction) -> Correction:
    return Correction.rows.get(pk=correction.pk)


def publish(client: Client, correction: Correction, version: int | None = None) -> int:
    return client.post(
        f"/dela/rattelse/{correction.pk}/publicera/",
        {"version": correction.version if version is None else version},
    ).status_code


def test_nobody_outside_sees_a_correction_before_it_is_published(
    waiting: Correction, client: Client
) -> None:
    text = client.get(PAGE).content.decode()

    assert WRONG in text
    assert RIGHT not in text
    assert "Rättad" not in text


def test_a_published_correction_says_when_and_what_and_the_comments_stay(
    post: Post, waiting: Correction, ingrid: Client, maja: Client, client: Client
) -> None:
    before = read_feed(client).entries[0].updated
    written(client)
    maja.post(f"/dela/kommentarer/{the_comment().pk}/publicera/")

    assert publish(ingrid, waiting) == 302

    text = client.get(PAGE).content.decode()
    assert RIGHT in text
    assert WRONG not in text
    assert f"Rättad {long_date(clock.today(), 'sv')}: Det går inte framåt." in text
    assert "Anna i Granby" in text
    (entry,) = read_feed(client).entries
    published = fresh(waiting).published_at
    assert published is not None
    assert entry.updated == published.isoformat() > before
    assert post.published_at is not None
    assert entry.published == post.published_at.isoformat()


def test_the_words_before_stay_readable_to_those_who_edit_and_to_nobody_else(
    post: Post, waiting: Correction, ingrid: Client, client: Client
) -> None:
    publish(ingrid, waiting)
    address = f"/dela/rattelse/{waiting.pk}/"

    page = ingrid.get(f"/dela/{post.pk}/las/").content.decode()
    assert address in page
    assert WRONG in ingrid.get(address).content.decode()
    assert client.get(address).status_code in (302, 404)
    for name in ("Elin", "Astrid", "Cecilia"):
        assert client_of(name).get(address).status_code == 404


def test_the_writer_does_not_publish_and_neither_does_another_account_of_the_same_human(
    waiting: Correction,
) -> None:
    assert publish(client_of("David"), waiting) in (403, 404)
    with pytest.raises(corrections.OwnPost):
        corrections.publish_correction(
            correction=waiting,
            by=actor_named("David"),
            at=clock.now(),
            seen_version=waiting.version,
        )

    assert fresh(waiting).state == PostState.WAITING


def test_whoever_writes_in_it_last_has_not_read_it_as_somebody_else(
    post: Post, waiting: Correction, ingrid: Client
) -> None:
    ingrid.post(f"/dela/{post.pk}/ratta/", words(version=waiting.version, body="Det står stilla."))

    assert fresh(waiting).state == PostState.DRAFT
    ingrid.post(f"/dela/rattelse/{waiting.pk}/fraga/")
    assert publish(ingrid, fresh(waiting)) in (403, 404)
    assert publish(client_of("David"), fresh(waiting)) == 302
    assert Post.rows.get(pk=post.pk).body == "Det står stilla."


def test_only_the_version_that_was_read_is_published(waiting: Correction, ingrid: Client) -> None:
    publish(ingrid, waiting, version=waiting.version - 1)

    assert fresh(waiting).state == PostState.WAITING
    assert Post.rows.get(pk=waiting.post_id).body == WRONG


def test_two_who_correct_at_once_lose_nothing(post: Post, ingrid: Client) -> None:
    client_of("David").post(f"/dela/{post.pk}/ratta/", words())

    answer = ingrid.post(f"/dela/{post.pk}/ratta/", words(body="Ingrids ord."))

    text = answer.content.decode()
    assert answer.status_code == 409
    assert RIGHT in text
    assert "Ingrids ord." in text
    assert Correction.rows.get(post=post).words["body"] == RIGHT


def test_the_same_words_are_no_correction(post: Post) -> None:
    answer = client_of("David").post(f"/dela/{post.pk}/ratta/", words(body=WRONG))

    assert answer.status_code == 422
    assert "Texten är likadan som förut" in answer.content.decode()
    assert not Correction.rows.exists()


@pytest.mark.parametrize(
    "changes", [{"what": ""}, {"what": "x" * 301}, {"body": ""}, {"learnt": " "}, {"version": "x"}]
)
def test_what_is_missing_is_said_and_nothing_is_stored(post: Post, changes: dict[str, Any]) -> None:
    answer = client_of("David").post(f"/dela/{post.pk}/ratta/", words(**changes))

    assert answer.status_code == 422
    assert not Correction.rows.exists()


def test_a_withdrawn_report_is_not_corrected(
    post: Post, waiting: Correction, ingrid: Client
) -> None:
    client_of("David").post(f"/dela/{post.pk}/dra-tillbaka/", {"reason": "Fel."})

    publish(ingrid, waiting)

    assert fresh(waiting).state == PostState.WAITING
    stored = Post.rows.get(pk=post.pk)
    assert (stored.state, stored.body) == (PostState.WITHDRAWN, WRONG)
    with pytest.raises(corrections.NotPublished):
        corrections.write_correction(
            post=stored,
            by=actor_named("David"),
            at=clock.now(),
            seen_version=waiting.version,
            what="x",
            words=corrections.words_of(stored) | {"body": "x"},
        )


def test_a_correction_is_taken_back_and_another_can_begin(post: Post, waiting: Correction) -> None:
    david = client_of("David")

    david.post(f"/dela/rattelse/{waiting.pk}/ta-tillbaka/")
    david.post(f"/dela/{post.pk}/ratta/", words(body="På nytt."))

    assert fresh(waiting).state == PostState.WITHDRAWN
    assert Correction.rows.get(post=post, state=PostState.DRAFT).words["body"] == "På nytt."
    assert Post.rows.get(pk=post.pk).body == WRONG


def test_a_published_one_is_not_taken_back_nor_published_twice(
    waiting: Correction, ingrid: Client
) -> None:
    publish(ingrid, waiting)
    done = fresh(waiting)

    ingrid.post(f"/dela/rattelse/{waiting.pk}/ta-tillbaka/")
    publish(ingrid, done)

    assert (fresh(waiting).state, fresh(waiting).version) == (PostState.PUBLISHED, done.version)


def test_two_corrections_both_stand_there_the_newest_first(
    post: Post, waiting: Correction, ingrid: Client, client: Client
) -> None:
    publish(ingrid, waiting)
    ingrid.post(f"/dela/{post.pk}/ratta/", words(what="Också titeln.", title="Granby: besök ett"))
    second = Correction.rows.get(post=post, state=PostState.DRAFT)
    ingrid.post(f"/dela/rattelse/{second.pk}/fraga/")
    publish(client_of("David"), fresh(second))

    text = client.get(PAGE).content.decode()

    assert -1 < text.find("Också titeln.") < text.find("Det går inte framåt.")
    assert fresh(second).before["body"] == RIGHT


def test_idag_tells_the_one_who_may_publish_and_not_the_writer(
    waiting: Correction, ingrid: Client
) -> None:
    assert [item.title for item in today_corrections(actor_named("Ingrid"), clock.now())] == [
        "Läs rättelsen av ”Granby: besök 1”"
    ]
    assert today_corrections(actor_named("David"), clock.now()) == []
    assert today_corrections(actor_named("Elin"), clock.now()) == []


@pytest.mark.parametrize("name", ["Elin", "Astrid"])
def test_nobody_elsewhere_corrects(post: Post, waiting: Correction, name: str) -> None:
    stranger = client_of(name)

    assert stranger.post(f"/dela/{post.pk}/ratta/", words()).status_code == 404
    assert publish(stranger, waiting) == 404
    for act in ("fraga", "ta-tillbaka"):
        assert stranger.post(f"/dela/rattelse/{waiting.pk}/{act}/").status_code == 404
    assert fresh(waiting).version == waiting.version


def test_odd_words_are_shown_as_text(post: Post, ingrid: Client, client: Client) -> None:
    odd = "<script>alert(1)</script>\u202e]]>"
    client_of("David").post(f"/dela/{post.pk}/ratta/", words(what=odd))
    made = Correction.rows.get(post=post)
    client_of("David").post(f"/dela/rattelse/{made.pk}/fraga/")
    publish(ingrid, fresh(made))

    text = client.get(PAGE).content.decode()

    assert "<script>alert" not in text
    assert "\u2068&lt;script&gt;alert(1)&lt;/script&gt;\u202e]]&gt;\u2069" in text


def test_one_begun_by_two_at_the_same_moment_is_one(post: Post) -> None:
    Correction.rows.create(
        id=uuid4(),
        authority_id=fixed("samordnaren"),
        post=post,
        what="Först.",
        words=corrections.words_of(post),
    )

    with pytest.raises(StaleVersion):
        corrections._begun(post, actor_named("David"), "Sedan.", corrections.words_of(post))
