"""What is shared, to those who write it: their list, the editor, and a report as it will look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Cell, Column, Link, Row, Tone
from kraftsamling.improvement.models import FollowUpVisit
from kraftsamling.organisations.models import Authority
from kraftsamling.publishing.models import Correction, Post
from kraftsamling.publishing.presenters.corrections import earlier_links
from kraftsamling.publishing.presenters.posts import Report
from kraftsamling.publishing.statuses import PostState

_TONES: dict[str, Tone] = {PostState.WAITING: "info", PostState.PUBLISHED: "success"}


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
    def of(
        cls,
        posts: Sequence[Post],
        waiting: Sequence[Post],
        corrections: Mapping[UUID, Correction],
        *,
        now: datetime,
    ) -> SharePage:
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
                            sub=_correction_words(corrections.get(post.pk)),
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


def _correction_words(correction: Correction | None) -> str:
    if correction is None:
        return ""
    if correction.state == PostState.WAITING:
        return _("A correction waits for a reader")
    return _("A correction is being written")


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
    correct_url: str = ""
    correct_label: str = ""
    earlier: Sequence[Link] = ()

    @classmethod
    def of(
        cls,
        post: Post,
        *,
        site: Authority | None,
        may_publish: bool,
        correction: Correction | None = None,
        made: Sequence[Correction] = (),
    ) -> ReadPage:
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
            correct_url=_correct_url(post, correction),
            correct_label=(_("Read the correction") if correction else _("Correct the report")),
            earlier=earlier_links(made),
        )


def _correct_url(post: Post, correction: Correction | None) -> str:
    if post.state != PostState.PUBLISHED:
        return ""
    if correction is None:
        return reverse("post_correct", args=[post.pk])
    return reverse("correction", args=[correction.pk])


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
