"""A visit becomes a draft, a draft waits for somebody else, and only then everybody reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.improvement import services as improvement
from kraftsamling.improvement.models import FollowUpVisit
from kraftsamling.improvement.statuses import VisitState
from kraftsamling.organisations.models import User
from kraftsamling.publishing import selectors, services
from kraftsamling.publishing.models import Post
from kraftsamling.publishing.presenters.posts import parts_of
from kraftsamling.publishing.statuses import PostState
from kraftsamling.publishing.today import posts
from tests.improvement.conftest import NOON, Made, cecilia, fresh, greta, made
from tests.support.people import actor_named, actor_of_membership, client_of, newcomer
from tests.support.world import fixed

__all__ = ["cecilia", "greta", "made"]
pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def words(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Granby: besök 1",
        "lead": "Vi träffades.",
        "body": "## Barn är med\n\nDet går framåt.",
        "learnt": "Fråga tidigare.",
        "author": "David",
        "facts": "2 metodstödjare | på plats",
        "tags": "Delaktighet, delaktighet, familjehem",
        "municipality": "9901",
        **changes,
    }


@pytest.fixture
def held(made: Made) -> FollowUpVisit:
    visit = improvement.plan_visit(
        plan=made.plan,
        by=made.by,
        at=NOON,
        key=uuid4(),
        on=NOON.date(),
        visitor_id=fixed("samordnaren"),
    )
    improvement.write_note(
        visit=visit,
        area=made.area,
        by=made.by,
        at=NOON,
        thread=uuid4(),
        page=uuid4(),
        seen=0,
        text="<b>Det går.</b>",
    )
    return improvement.hold_visit(visit=visit, by=made.by, at=NOON)


@pytest.fixture
def waiting(held: FollowUpVisit, logged_in: LogIn) -> Post:
    david = logged_in("David")
    david.post(f"/dela/besok/{held.pk}/")
    post = Post.rows.get(visit_id=held.pk)
    david.post(f"/dela/{post.pk}/", words(version=1))
    david.post(f"/dela/{post.pk}/fraga/")
    return Post.rows.get(pk=post.pk)


@pytest.fixture
def ingrid(db: None) -> Client:
    """The editor beside David."""
    newcomer("Ingrid", "editor", slug="samordnaren")
    return client_of("Ingrid")


def test_the_notes_of_a_held_visit_become_one_draft(held: FollowUpVisit, logged_in: LogIn) -> None:
    david = logged_in("David")
    page = david.get(f"/planer/{held.plan_id}/besok/1/").content.decode()
    assert f"/dela/besok/{held.pk}/" in page

    for _ in range(2):
        david.post(f"/dela/besok/{held.pk}/")

    (post,) = Post.rows.filter(visit_id=held.pk)
    assert "## Barn är med" in post.body
    assert post.state == PostState.DRAFT


@pytest.mark.parametrize("name", ["Elin", "Cecilia", "Astrid"])
def test_who_was_not_there_makes_no_report(
    held: FollowUpVisit, logged_in: LogIn, name: str
) -> None:
    assert logged_in(name).post(f"/dela/besok/{held.pk}/").status_code == 404
    assert not Post.rows.exists()


def test_a_planned_visit_gives_no_draft(made: Made, logged_in: LogIn) -> None:
    planned = improvement.plan_visit(
        plan=made.plan, by=made.by, at=NOON, key=uuid4(), on=NOON.date(), visitor_words="Ekhamra"
    )

    assert logged_in("Greta").post(f"/dela/besok/{planned.pk}/").status_code == 404
    with pytest.raises(services.NotHeldYet):
        services.draft_from_visit(visit=planned, by=made.by, at=NOON)


def test_a_draft_is_not_public(waiting: Post, client: Client) -> None:
    assert client.get(f"/besok/{waiting.slug}/").status_code == 404
    assert waiting.title not in client.get("/besok/").content.decode()
    assert waiting.title not in client.get("/").content.decode()


def test_the_writer_cannot_publish(waiting: Post, logged_in: LogIn) -> None:
    david = logged_in("David")

    answer = david.post(f"/dela/{waiting.pk}/publicera/", {"version": waiting.version})

    assert answer.status_code in (403, 404)
    assert fresh(waiting).state == PostState.WAITING
    assert "/publicera/" not in david.get(f"/dela/{waiting.pk}/las/").content.decode()
    with pytest.raises(services.OwnPost):
        services.publish_post(
            post=waiting, by=actor_named("David"), at=NOON, seen_version=waiting.version
        )


def test_somebody_else_publishes_and_the_visit_is_reported(
    waiting: Post, held: FollowUpVisit, ingrid: Client, client: Client
) -> None:
    answer = ingrid.post(f"/dela/{waiting.pk}/publicera/", {"version": waiting.version})

    assert answer.status_code == 302
    text = client.get(f"/besok/{waiting.slug}/").content.decode()
    assert "Fråga tidigare." in text
    assert "2 metodstödjare" in text
    assert fresh(held).state == VisitState.REPORTED
    assert waiting.title in client.get("/en/besok/?kommun=9901&tagg=delaktighet").content.decode()
    assert waiting.title not in client.get("/besok/?kommun=9902").content.decode()


def test_who_changed_it_last_cannot_publish_either(waiting: Post, ingrid: Client) -> None:
    ingrid.post(f"/dela/{waiting.pk}/", words(version=waiting.version, lead="Andra ord."))

    answer = ingrid.post(f"/dela/{waiting.pk}/publicera/", {"version": waiting.version + 1})

    assert answer.status_code in (403, 404)
    assert fresh(waiting).state == PostState.DRAFT


def test_a_version_that_nobody_has_read_is_not_published(
    waiting: Post, ingrid: Client, logged_in: LogIn
) -> None:
    seen, david = waiting.version, logged_in("David")
    david.post(f"/dela/{waiting.pk}/", words(version=seen, lead="Ändrat sedan."))
    david.post(f"/dela/{waiting.pk}/fraga/")

    ingrid.post(f"/dela/{waiting.pk}/publicera/", {"version": seen})

    assert fresh(waiting).state == PostState.WAITING


@pytest.mark.parametrize("name", ["Elin", "Greta"])
def test_others_reach_no_draft_of_the_co_ordinators(
    waiting: Post, logged_in: LogIn, name: str
) -> None:
    client = logged_in(name)

    for address in ("", "las/"):
        assert client.get(f"/dela/{waiting.pk}/{address}").status_code == 404
    answer = client.post(f"/dela/{waiting.pk}/publicera/", {"version": waiting.version})
    assert answer.status_code == 404


def test_what_was_learnt_is_required(held: FollowUpVisit, logged_in: LogIn) -> None:
    david = logged_in("David")
    david.post(f"/dela/besok/{held.pk}/")
    post = Post.rows.get(visit_id=held.pk)

    answer = david.post(f"/dela/{post.pk}/", words(version=1, learnt=""))
    david.post(f"/dela/{post.pk}/fraga/")

    assert answer.status_code == 422
    assert fresh(post).state == PostState.DRAFT


def test_a_stale_draft_shows_both_texts(held: FollowUpVisit, logged_in: LogIn) -> None:
    david = logged_in("David")
    david.post(f"/dela/besok/{held.pk}/")
    post = Post.rows.get(visit_id=held.pk)
    david.post(f"/dela/{post.pk}/", words(version=1, lead="Den första"))

    answer = david.post(f"/dela/{post.pk}/", words(version=1, lead="Den andra"))

    assert answer.status_code == 409
    assert "Den första" in answer.content.decode()
    assert "Den andra" in answer.content.decode()


def test_markup_in_a_text_is_shown_as_text(
    waiting: Post, ingrid: Client, client: Client, logged_in: LogIn
) -> None:
    evil = "<script>alert(1)</script>"
    version = waiting.version
    logged_in("David").post(
        f"/dela/{waiting.pk}/",
        words(version=version, body=f"## {evil}\n\n{evil}", learnt=evil, facts=f"{evil} | {evil}"),
    )
    logged_in("David").post(f"/dela/{waiting.pk}/fraga/")
    ingrid.post(f"/dela/{waiting.pk}/publicera/", {"version": version + 2})

    text = client.get(f"/besok/{waiting.slug}/").content.decode()

    assert "&lt;script&gt;alert(1)" in text
    assert evil not in text


def test_idag_says_it_to_the_reader_and_not_to_the_writer(waiting: Post, ingrid: Client) -> None:
    reader = actor_of_membership(newcomer("Ivar", "editor", slug="samordnaren"))

    assert len(posts(reader, NOON)) == 1
    assert posts(actor_named("David"), NOON) == []
    assert posts(actor_named("Elin"), NOON) == []


def test_headings_and_paragraphs() -> None:
    parts = parts_of("Ett\r\nrad två\n\n## Rubrik\nTvå\n\n\n")

    assert [(part.kind, part.text) for part in parts] == [
        ("paragraph", "Ett\nrad två"),
        ("heading", "Rubrik"),
        ("paragraph", "Två"),
    ]


def test_an_address_that_is_taken_gets_a_number(waiting: Post) -> None:
    assert selectors.free_slug(waiting.slug) == f"{waiting.slug}-2"


def test_david_does_not_publish_his_own_post_with_another_account(
    waiting: Post, ingrid: Client
) -> None:
    other = newcomer("David B", "editor", slug="samordnaren")
    people = [actor_named("David").user_id, other.user_id]
    User.objects.filter(pk__in=people).update(human_index="the same digest")

    answer = client_of("David B").post(
        f"/dela/{waiting.pk}/publicera/", {"version": waiting.version}
    )

    assert answer.status_code in (403, 404)
    assert Post.rows.get(pk=waiting.pk).state == PostState.WAITING
    with pytest.raises(services.OwnPost):
        services.publish_post(
            post=waiting, by=actor_named("David B"), at=NOON, seen_version=waiting.version
        )
