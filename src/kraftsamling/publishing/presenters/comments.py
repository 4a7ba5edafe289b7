"""Comments as they are shown: under a report, and to whoever reads them first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.parts import Cell, Column, Link, Row, Tone
from kraftsamling.publishing.comment_tables import PublishedComment
from kraftsamling.publishing.models import Comment
from kraftsamling.publishing.presenters.posts import language
from kraftsamling.publishing.rules.markup import ATTRIBUTES, html_of, plain
from kraftsamling.publishing.statuses import CommentState

_TONES: dict[str, Tone] = {CommentState.WAITING: "info", CommentState.PUBLISHED: "success"}
MAY_WRITE = ", ".join(ATTRIBUTES)
MAY_SAY = ", ".join(sorted(frozenset[str]().union(*ATTRIBUTES.values())))


def shown_text(text: str) -> SafeString:
    """A comment's words, with the formatting that is allowed."""
    return mark_safe(html_of(text))  # noqa: S308 - safe by both walls of rules/markup


def _moment(at: datetime) -> tuple[str, str]:
    local = at.astimezone(STOCKHOLM)
    words = _("%(day)s, %(time)s") % {
        "day": formats.long_date(local.date(), language()),
        "time": formats.clock(local, language()),
    }
    return words, local.isoformat(timespec="minutes")


@dataclass(frozen=True)
class ShownComment:
    """One published comment."""

    id: str
    name: str
    html: SafeString
    when: str
    iso: str

    @classmethod
    def of(cls, comment: PublishedComment) -> ShownComment:
        when, iso = _moment(comment.published_at)
        return cls(
            f"k{comment.id.hex[:8]}", plain(comment.name), shown_text(comment.text), when, iso
        )


@dataclass(frozen=True)
class CommentSection:
    """What stands under a report: the comments, and what the form says about itself."""

    title: str
    comments: Sequence[ShownComment]
    send_url: str
    tags: str = MAY_WRITE
    attributes: str = MAY_SAY

    @classmethod
    def of(cls, comments: Sequence[PublishedComment], *, slug: str) -> CommentSection:
        count = len(comments)
        return cls(
            title=(
                ngettext("%(count)s comment", "%(count)s comments", count)
                % {"count": formats.in_words(count, language(), common_gender=True)}
            ).capitalize()
            if comments
            else _("Comments"),
            comments=[ShownComment.of(each) for each in comments],
            send_url=reverse("comment_send", args=[slug]),
        )


# -- whoever reads them first ---------------------------------------------------------------------


@dataclass(frozen=True)
class CommentsPage:
    """Comments that wait, and those that have been decided on."""

    title: str
    lead: str
    waiting: Sequence[Row]
    decided: Sequence[Row]
    columns: Sequence[Column]
    empty: str

    @classmethod
    def of(cls, waiting: Sequence[Comment], decided: Sequence[Comment]) -> CommentsPage:
        return cls(
            title=_("Comments"),
            lead=(
                ngettext(
                    "%(count)s comment waits to be read.",
                    "%(count)s comments wait to be read.",
                    len(waiting),
                )
                % {"count": formats.in_words(len(waiting), language(), common_gender=True)}
            ).capitalize()
            if waiting
            else _("Nothing waits to be read."),
            waiting=[_row(each) for each in waiting],
            decided=[_row(each) for each in decided],
            columns=[
                Column(_("Name")),
                Column(_("Report")),
                Column(_("Written")),
                Column(_("State")),
            ],
            empty=_("When somebody writes under a report it stands here, and on Today."),
        )


def _row(comment: Comment) -> Row:
    state = CommentState(comment.state)
    return Row(
        [
            Cell(plain(comment.name), url=reverse("comment", args=[comment.pk])),
            Cell(comment.post.title),
            Cell(_moment(comment.written_at)[0]),
            Cell(str(state.label), tone=_TONES.get(state, "neutral")),
        ]
    )


@dataclass(frozen=True)
class CommentPage:
    """One comment as it would be shown, with what may be done about it."""

    title: str
    kicker: str
    lead: str
    breadcrumb: Sequence[Link]
    name: str
    html: SafeString
    when: str
    iso: str
    report: Link
    reason: str
    publish_url: str
    reject_url: str

    @classmethod
    def of(cls, comment: Comment) -> CommentPage:
        state = CommentState(comment.state)
        name = plain(comment.name)
        when, iso = _moment(comment.written_at)
        title = _("Comment by %(name)s") % {"name": name}
        return cls(
            title=title,
            kicker=str(state.label),
            lead=_LEADS[state](),
            breadcrumb=[Link(_("Comments"), reverse("comments")), Link(title)],
            name=name,
            html=shown_text(comment.text),
            when=when,
            iso=iso,
            report=Link(comment.post.title, reverse("post", args=[comment.post.slug])),
            reason=comment.reason,
            publish_url=(
                reverse("comment_publish", args=[comment.pk])
                if state is CommentState.WAITING
                else ""
            ),
            reject_url=(
                reverse("comment_reject", args=[comment.pk])
                if state is not CommentState.REJECTED
                else ""
            ),
        )


_LEADS = {
    CommentState.WAITING: lambda: _("Does anything point out a child? Then it must not be shown."),
    CommentState.PUBLISHED: lambda: _("Everybody can read it."),
    CommentState.REJECTED: lambda: _("It is not shown. Whoever wrote it has been told why."),
}
