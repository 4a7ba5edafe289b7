"""A post as it is read, and the list that everybody sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode, urlsplit

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.common.parts import Link, Number
from kraftsamling.improvement.models import ActionPlan
from kraftsamling.improvement.presenters.words import isolated
from kraftsamling.organisations.models import Authority
from kraftsamling.publishing.models import Post, Tag
from kraftsamling.publishing.selectors import Wanted


def language() -> str:
    """The reader's language."""
    return get_language() or "sv"


@dataclass(frozen=True)
class Part:
    """A heading or a paragraph; the text is escaped where it is drawn."""

    kind: Literal["heading", "paragraph"]
    text: str


def parts_of(body: str) -> list[Part]:
    """The text as headings (`## `) and paragraphs, apart by empty lines."""
    parts: list[Part] = []
    paragraph: list[str] = []

    def end() -> None:
        if paragraph:
            parts.append(Part("paragraph", "\n".join(paragraph)))
            paragraph.clear()

    for line in body.replace("\r\n", "\n").split("\n"):
        if line.startswith("## "):
            end()
            parts.append(Part("heading", line.removeprefix("## ").strip()))
        elif line.strip():
            paragraph.append(line.strip())
        else:
            end()
    end()
    return parts


@dataclass(frozen=True)
class Film:
    """A film at its own site."""

    title: str
    url: str
    captions: str
    site: str


@dataclass(frozen=True)
class Corrected:
    """One correction as everybody reads it."""

    day: str
    what: str


@dataclass(frozen=True)
class Report:
    """A post, ready to draw, in whole or as its beginning."""

    title: str
    url: str
    kind: str
    lead: str
    parts: Sequence[Part]
    learnt: Sequence[Part]
    facts: Sequence[Number]
    author: str
    published: str
    published_iso: str
    tags: Sequence[Link]
    source: str
    place: str
    plan: Link | None = None
    films: Sequence[Film] = ()
    sources: Sequence[Link] = ()
    corrected: Sequence[Corrected] = ()

    @classmethod
    def of(cls, post: Post, *, site: Authority | None, plan: ActionPlan | None = None) -> Report:
        at = post.published_at.astimezone(STOCKHOLM) if post.published_at else None
        return cls(
            title=post.title,
            url=reverse("post", args=[post.slug]),
            kind=_kind(post, site),
            lead=post.lead,
            parts=parts_of(post.body),
            learnt=parts_of(post.learnt),
            facts=[Number(bold, words) for bold, words in post.facts],
            author=post.author,
            published=(
                _("%(day)s, %(time)s")
                % {
                    "day": formats.long_date(at.date(), language()),
                    "time": formats.clock(at, language()),
                }
                if at
                else ""
            ),
            published_iso=at.isoformat(timespec="minutes") if at else "",
            tags=[
                Link(tag.name, f"{reverse('post_list')}?{urlencode({'tagg': tag.slug})}")
                for tag in sorted(post.tags.all(), key=lambda t: t.name)
            ],
            source=post.source,
            place=post.municipality.name if post.municipality else "",
            plan=Link(plan.name, reverse("open_plan", args=[plan.slug])) if plan else None,
            films=[
                Film(title, address, captions, urlsplit(address).hostname or "")
                for address, title, captions in post.films
            ],
            sources=[
                Link(f"{author} ({year}). {title}", address)
                for author, year, title, address in post.sources
            ],
            corrected=[
                Corrected(
                    formats.long_date(day_of(each.published_at), language()), isolated(each.what)
                )
                for each in post.corrected
            ],
        )


def _kind(post: Post, site: Authority | None) -> str:
    if site and post.municipality_id and post.municipality_id != site.municipality_id:
        return _("From another municipality")
    return _("Visit report")


@dataclass(frozen=True)
class ReportPage:
    """One report."""

    title: str
    breadcrumb: Sequence[Link]
    report: Report
    related: Sequence[Link]
    images: Sequence[object]

    @classmethod
    def of(
        cls,
        post: Post,
        *,
        site: Authority | None,
        plan: ActionPlan | None,
        related: Sequence[Post] = (),
        images: Sequence[object] = (),
    ) -> ReportPage:
        return cls(
            title=post.title,
            breadcrumb=[Link(_("Visits"), reverse("post_list")), Link(post.title)],
            report=Report.of(post, site=site, plan=plan),
            related=[Link(each.title, reverse("post", args=[each.slug])) for each in related],
            images=images,
        )


@dataclass(frozen=True)
class WithdrawnPage:
    """What is left of a report that has been withdrawn."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    reason: str

    @classmethod
    def of(cls, post: Post) -> WithdrawnPage:
        assert post.withdrawn_at is not None
        return cls(
            title=_("The report is withdrawn"),
            lead=_("It was withdrawn on %(day)s, and can no longer be read.")
            % {"day": formats.long_date(day_of(post.withdrawn_at), language())},
            breadcrumb=[
                Link(_("Visits"), reverse("post_list")),
                Link(_("The report is withdrawn")),
            ],
            reason=post.withdrawal_reason,
        )


@dataclass(frozen=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class ReportListPage:
    """Every report that everybody may read, with filters in the address."""

    title: str
    lead: str
    showing: str
    municipalities: Sequence[Choice]
    tags: Sequence[Choice]
    years: Sequence[Choice]
    reports: Sequence[Report]
    empty: str
    clear_url: str

    @classmethod
    def of(
        cls,
        posts: Sequence[Post],
        everything: Sequence[Post],
        tags: Sequence[Tag],
        wanted: Wanted,
        *,
        site: Authority | None,
    ) -> ReportListPage:
        places = {p.municipality.code: p.municipality for p in everything if p.municipality}
        years = sorted({day_of(p.published_at).year for p in everything if p.published_at})
        filtered = wanted != Wanted()
        return cls(
            title=_("Visits"),
            lead=_("What municipalities have told when they met, and what they have learnt."),
            showing=_showing(len(posts), filtered),
            municipalities=[
                Choice(code, place.name, code == wanted.municipality)
                for code, place in sorted(places.items(), key=lambda p: p[1].sort_key)
            ],
            tags=[Choice(tag.slug, tag.name, tag.slug == wanted.tag) for tag in tags],
            years=[Choice(str(year), str(year), year == wanted.year) for year in reversed(years)],
            reports=[Report.of(post, site=site) for post in posts],
            empty=(
                _("Nothing fits what you chose. Take away a filter.")
                if filtered
                else _("No report is published yet. After the first visit it stands here.")
            ),
            clear_url=reverse("post_list") if filtered else "",
        )


def _showing(count: int, filtered: bool) -> str:
    words = (
        _("Showing %(count)s chosen reports. Change")
        if filtered
        else _("Showing all %(count)s reports. Change")
    )
    return words % {"count": formats.in_words(count, language())}
