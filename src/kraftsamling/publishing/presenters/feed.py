"""The reports of a site as an Atom feed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from typing import Final

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from kraftsamling.organisations.models import Authority
from kraftsamling.publishing.models import Post
from kraftsamling.publishing.presenters.posts import language
from kraftsamling.publishing.rules.markup import plain

MOST: Final = 30


class _Feed(Atom1Feed):
    """A feed that changes only when a report does, also while there is none."""

    def latest_post_date(self) -> datetime:
        dates: list[datetime] = [item["updateddate"] for item in self.items]
        return max(dates) if dates else self._began()

    def _began(self) -> datetime:
        began: datetime = self.feed["began"]
        return began


def feed_of(
    posts: Sequence[Post], *, site: Authority | None, absolute: Callable[[str], str]
) -> bytes:
    """The newest reports. An id never changes, whatever the site is called and wherever it stands."""
    opened = site.site_opened_on if site else None
    feed = _Feed(
        title=_("Visit reports from %(place)s") % {"place": site.short_name}
        if site
        else _("Visit reports"),
        link=absolute(reverse("post_list")),
        description=None,
        language=language(),
        author_name=site.name if site else "Kraftsamling",
        feed_url=absolute(reverse("post_feed")),
        feed_guid=f"urn:uuid:{site.pk}" if site else absolute(reverse("post_list")),
        began=datetime.combine(opened, time(), UTC) if opened else datetime(2026, 1, 1, tzinfo=UTC),
    )
    for post in posts[:MOST]:
        feed.add_item(
            title=plain(post.title),
            link=absolute(reverse("post", args=[post.slug])),
            description=plain(post.lead),
            author_name=plain(post.author),
            categories=[plain(tag.name) for tag in sorted(post.tags.all(), key=lambda t: t.name)],
            unique_id=f"urn:uuid:{post.pk}",
            pubdate=post.published_at,
            updateddate=post.corrected[0].published_at if post.corrected else post.published_at,
        )
    return feed.writeString("utf-8").encode()
