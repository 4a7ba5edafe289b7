"""Films, sources, related reports, the feed, and a report that is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client

from kraftsamling.common import clock
from kraftsamling.publishing.models import Post, Tag
from kraftsamling.publishing.statuses import PostState
from tests.publishing.test_comments import post
from tests.publishing.test_publish_post import words
from tests.support.people import client_of
from tests.support.world import fixed

__all__ = ["post"]
pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
FILM = "https://vimeo.com/1234 | Vi träffar familjen | svenska"


@pytest.fixture
def draft(post: Post) -> Post:
    Post.rows.filter(pk=post.pk).update(state=PostState.DRAFT, published_at=None)
    return Post.rows.get(pk=post.pk)


def another(slug: str, *tags: str, **changes: Any) -> Post:
    made = Post.rows.create(
        **{
            "authority_id": fixed("samordnaren"),
            "slug": slug,
            "title": f"Rapport {slug}",
            "lead": "x",
            "body": "x",
            "learnt": "x",
            "author": "David",
            "state": PostState.PUBLISHED,
            "published_at": clock.now() - timedelta(days=2),
            **changes,
        }
    )
    tag_it(made, *tags)
    return made


def tag_it(post: Post, *tags: str) -> None:
    for name in tags:
        post.tags.add(Tag.objects.get_or_create(slug=name, defaults={"name": name})[0])


def test_a_film_opens_at_its_own_site_and_says_its_captions(draft: Post, client: Client) -> None:
    source = "Utvärderingen | 2015 | Hembesök"
    answer = client_of("David").post(
        f"/dela/{draft.pk}/", words(version=1, films=FILM, sources=source)
    )
    assert answer.status_code == 302
    Post.rows.filter(pk=draft.pk).update(state=PostState.PUBLISHED, published_at=clock.now())

    text = client.get("/besok/granby-2026/").content.decode()

    assert (
        '<a href="https://vimeo.com/1234" rel="noopener noreferrer">Vi träffar familjen</a>' in text
    )
    assert "Öppnas på vimeo.com. Textning: svenska." in text
    assert "Utvärderingen (2015). Hembesök" in text
    assert "<iframe" not in text


@pytest.mark.parametrize(
    "changes",
    [
        {"films": "http://vimeo.com/1 | x | svenska"},
        {"films": "https://evil.example/1 | x | svenska"},
        {"films": "https://vimeo.com.evil.example/1 | x | svenska"},
        {"films": "https://vimeo.com@evil.example/1 | x | svenska"},
        {"films": "javascript:alert(1) | x | svenska"},
        {"films": "https://vimeo.com/1 | x"},
        {"films": "https://vimeo.com/1 | x | "},
        {"sources": "Någon | i fjol | Titel"},
        {"sources": "Någon | 2015"},
        {"sources": "Någon | 2015 | Titel | javascript:alert(1)"},
    ],
)
def test_a_film_without_captions_or_from_elsewhere_is_refused(
    draft: Post, changes: dict[str, str]
) -> None:
    answer = client_of("David").post(f"/dela/{draft.pk}/", words(version=1, **changes))

    assert answer.status_code == 422
    assert next(iter(changes.values())).partition("|")[0].strip() in answer.content.decode()
    assert Post.rows.get(pk=draft.pk).version == 1


def test_related_reports_share_tags_and_the_most_alike_comes_first(
    post: Post, client: Client
) -> None:
    tag_it(post, "personal", "familjehem")
    another("en", "personal")
    another("tva", "personal", "familjehem")
    another("ingen", "annat")
    another("utkast", "personal", state=PostState.DRAFT, published_at=None)

    related = client.get("/besok/granby-2026/").content.decode().partition("Liknande rapporter")[2]

    assert -1 < related.find("Rapport tva") < related.find("Rapport en")
    assert "Rapport ingen" not in related
    assert "Rapport utkast" not in related


def read_feed(client: Client) -> Any:
    answer = client.get("/besok/atom.xml")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    return parsed


def test_the_feed_is_read_by_a_reader_of_feeds(post: Post, client: Client) -> None:
    tag_it(post, "personal")
    another("utkast", state=PostState.DRAFT, published_at=None)

    parsed = read_feed(client)

    (entry,) = parsed.entries
    assert entry.id == f"urn:uuid:{post.pk}"
    assert entry.link == "http://testserver/besok/granby-2026/"
    assert (entry.title, entry.summary, entry.author) == (post.title, post.lead, "David")
    assert [tag.term for tag in entry.tags] == ["personal"]
    assert post.published_at is not None
    assert entry.updated == post.published_at.isoformat()
    assert parsed.feed.id == f"urn:uuid:{fixed('granby')}"
    assert read_feed(client).feed.updated == parsed.feed.updated
    assert "sv" in parsed.feed.language


def test_the_feed_holds_odd_signs_and_nothing_at_all(db: None, client: Client) -> None:
    assert read_feed(client).entries == []
    another("x", title="<b>& \x0b\u202e]]>", lead="<script>alert(1)</script>")

    (entry,) = read_feed(client).entries

    assert entry.title_detail.type == "text/plain"
    assert entry.id.startswith("urn:uuid:")


@pytest.mark.parametrize("address", ["/", "/besok/", "/besok/granby-2026/"])
def test_a_browser_finds_the_feed(post: Post, client: Client, address: str) -> None:
    text = client.get(address).content.decode()

    assert 'type="application/atom+xml"' in text
    assert 'href="/besok/atom.xml"' in text


def test_a_withdrawn_report_leaves_its_address_and_the_reason(post: Post, client: Client) -> None:
    david, address = client_of("David"), f"/dela/{post.pk}/dra-tillbaka/"
    assert address in david.get(f"/dela/{post.pk}/las/").content.decode()
    assert david.post(address, {"reason": ""}).status_code == 422
    assert client_of("Elin").post(address, {"reason": "Nej"}).status_code == 404

    assert david.post(address, {"reason": "Den pekade ut en person."}).status_code == 302

    left = client.get("/besok/granby-2026/")
    text = left.content.decode()
    assert left.status_code == 410
    assert "Rapporten är tillbakadragen" in text
    assert "Den pekade ut en person." in text
    for gone in (post.title, post.lead, post.body):
        assert gone not in text
    assert post.title not in client.get("/besok/").content.decode()
    assert read_feed(client).entries == []


def test_a_report_is_withdrawn_once_and_a_draft_never(post: Post) -> None:
    david, address = client_of("David"), f"/dela/{post.pk}/dra-tillbaka/"
    for _ in range(2):
        david.post(address, {"reason": "Den pekade ut en person."})
    stored = Post.rows.get(pk=post.pk)
    assert stored.state == PostState.WITHDRAWN
    assert stored.version == 2

    drafted = another("utkast", state=PostState.DRAFT, published_at=None)
    david.post(f"/dela/{drafted.pk}/dra-tillbaka/", {"reason": "Nej."})
    assert Post.rows.get(pk=drafted.pk).state == PostState.DRAFT
