"""A post as it is read, the list that everybody sees, and the writer's own list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlencode, urlsplit

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.common.parts import Action, Cell, Column, Link, Number, Row, Tone
from kraftsamling.improvement.models import ActionPlan, FollowUpVisit
from kraftsamling.organisations.models import Authority
from kraftsamling.publishing.models import Post, Tag
from kraftsamling.publishing.selectors import Wanted
from kraftsamling.publishing.statuses import PostState

_TONES: dict[str, Tone] = {PostState.WAITING: "info", PostState.PUBLISHED: "success"}


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
            plan=Link(plan.name, reverse("open_plans")) if plan else None,
            films=[
                Film(title, address, captions, urlsplit(address).hostname or "")
                for address, title, captions in post.films
            ],
            sources=[
                Link(f"{author} ({year}). {title}", address)
                for author, year, title, address in post.sources
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
class WithdrawPage:
    """The question before a report is withdrawn."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]

    @classmethod
    def of(cls, post: Post) -> WithdrawPage:
        return cls(
            title=_("Withdraw the report"),
            lead=_("The report, its pictures and its comments are gone at once for everybody."),
            breadcrumb=[
                Link(_("Share with others"), reverse("share")),
                Link(post.title, reverse("post_read", args=[post.pk])),
                Link(_("Withdraw the report")),
            ],
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


# -- the writer's side ----------------------------------------------------------------------------


@dataclass(frozen=True)
class SharePage:
    """Drafts, what waits for a reader, and what is published."""

    title: str
    lead: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    empty: str
    actions: Sequence[Action]

    @classmethod
    def of(cls, posts: Sequence[Post], waiting: Sequence[Post], *, now: datetime) -> SharePage:
        mine = {post.pk for post in waiting}
        return cls(
            title=_("Share with others"),
            lead=(
                _("Something waits for you to read.")
                if waiting
                else _("Tell others what you have learnt, also what did not succeed.")
            ),
            columns=[
                Column(_("Title")),
                Column(_("State")),
                Column(_("Author")),
                Column(_("Published")),
            ],
            rows=[
                Row(
                    [
                        Cell(post.title, url=_address(post, to_read=post.pk in mine)),
                        Cell(
                            str(PostState(post.state).label),
                            tone=_TONES.get(post.state, "neutral"),
                        ),
                        Cell(post.author),
                        Cell(
                            formats.tight_date(day_of(post.published_at))
                            if post.published_at
                            else "–"
                        ),
                    ]
                )
                for post in posts
            ],
            empty=_("Nothing is written yet. A report of a visit begins with the visit's notes."),
            actions=[Action(_("Write a report"), reverse("post_new"))],
        )


def _address(post: Post, *, to_read: bool) -> str:
    if post.state in (PostState.PUBLISHED, PostState.WITHDRAWN):
        return reverse("post_read", args=[post.pk])
    return reverse("post_read" if to_read else "post_edit", args=[post.pk])


@dataclass(frozen=True)
class EditPage:
    """The editor."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    button: str
    read_url: str = ""

    @classmethod
    def of(cls, post: Post) -> EditPage:
        return cls(
            title=post.title,
            lead=(
                _("It waits for a reader. If you change it, somebody must read it again.")
                if post.state == PostState.WAITING
                else _("Nobody outside sees the draft.")
            ),
            breadcrumb=[Link(_("Share with others"), reverse("share")), Link(post.title)],
            button=_("Save the draft"),
            read_url=reverse("post_read", args=[post.pk]),
        )

    @classmethod
    def new(cls) -> EditPage:
        return cls(
            title=_("Write a report"),
            lead="",
            breadcrumb=[Link(_("Share with others"), reverse("share")), Link(_("Write a report"))],
            button=_("Begin"),
        )

    @classmethod
    def of_visit(cls, visit: FollowUpVisit) -> EditPage:
        return cls(
            title=_("Make a report of the visit"),
            lead=_(
                "The notes of visit %(number)s about %(plan)s become a draft. You change it as you"
                " like, and somebody else reads it before anybody outside sees it."
            )
            % {"number": visit.number, "plan": visit.plan.name},
            breadcrumb=[
                Link(_("Share with others"), reverse("share")),
                Link(_("Make a report of the visit")),
            ],
            button=_("Make the draft"),
        )


@dataclass(frozen=True)
class ReadPage:
    """A post as it will look, with what may be done next."""

    title: str
    kicker: str
    lead: str
    breadcrumb: Sequence[Link]
    report: Report
    edit_url: str
    ask_url: str
    publish_url: str
    missing: str
    images_url: str = ""
    withdraw_url: str = ""

    @classmethod
    def of(cls, post: Post, *, site: Authority | None, may_publish: bool) -> ReadPage:
        finished = bool(post.title and post.lead and post.body and post.learnt)
        waits = post.state == PostState.WAITING
        return cls(
            title=post.title,
            kicker=str(PostState(post.state).label),
            lead=_read_lead(post, may_publish),
            breadcrumb=[Link(_("Share with others"), reverse("share")), Link(post.title)],
            report=Report.of(post, site=site),
            edit_url=(
                reverse("post_edit", args=[post.pk])
                if post.state in (PostState.DRAFT, PostState.WAITING)
                else ""
            ),
            ask_url=(
                reverse("post_ask", args=[post.pk])
                if finished and post.state == PostState.DRAFT
                else ""
            ),
            publish_url=reverse("post_publish", args=[post.pk]) if waits and may_publish else "",
            missing=(
                ""
                if finished
                else _("Lead, text and what we have learnt must be written before somebody reads.")
            ),
            images_url=reverse("post_images", args=[post.pk]),
            withdraw_url=(
                reverse("post_withdraw", args=[post.pk])
                if post.state == PostState.PUBLISHED
                else ""
            ),
        )


def _read_lead(post: Post, may_publish: bool) -> str:
    if post.state == PostState.PUBLISHED:
        return _("Everybody can read it.")
    if post.state == PostState.WITHDRAWN:
        return _("It is withdrawn: %(reason)s") % {"reason": post.withdrawal_reason}
    if post.state == PostState.DRAFT:
        return _("This is how it will look. Nobody outside sees the draft.")
    if may_publish:
        return _("Read it as somebody outside would. Does anything point out a child?")
    return _("It waits for somebody else than its writer.")
