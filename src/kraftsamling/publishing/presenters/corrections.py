"""A correction to those who write it: the editor, how it will look, and the report before it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Link
from kraftsamling.improvement.presenters.words import isolated
from kraftsamling.organisations.models import Authority
from kraftsamling.publishing.models import Correction, Post
from kraftsamling.publishing.presenters.posts import Report, language
from kraftsamling.publishing.statuses import PostState


def report_with(post: Post, words: dict[str, Any], *, site: Authority | None) -> Report:
    """The report as it reads with other words."""
    other = copy(post)
    for name, value in words.items():
        setattr(other, name, value)
    return Report.of(other, site=site)


def _path(post: Post, *more: Link) -> Sequence[Link]:
    return [
        Link(_("Share with others"), reverse("share")),
        Link(post.title, reverse("post_read", args=[post.pk])),
        *more,
    ]


@dataclass(frozen=True)
class CorrectPage:
    """The editor of a correction."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    button: str
    withdraw_url: str
    read_url: str = ""

    @classmethod
    def of(cls, post: Post, correction: Correction | None) -> CorrectPage:
        return cls(
            title=_("Correct the report"),
            lead=_(
                "The report stays as it is until somebody else has read the correction. Its comments stay."
            ),
            breadcrumb=_path(post, Link(_("Correct the report"))),
            button=_("Save the correction"),
            withdraw_url=reverse("post_withdraw", args=[post.pk]),
            read_url=reverse("correction", args=[correction.pk]) if correction else "",
        )


@dataclass(frozen=True)
class CorrectionPage:
    """A correction as it will look, or as it was, with what may be done next."""

    title: str
    kicker: str
    lead: str
    breadcrumb: Sequence[Link]
    what: str
    report: Report
    before: Report | None
    edit_url: str = ""
    ask_url: str = ""
    publish_url: str = ""
    drop_url: str = ""

    @classmethod
    def of(
        cls, correction: Correction, *, site: Authority | None, may_publish: bool
    ) -> CorrectionPage:
        post, state = correction.post, PostState(correction.state)
        unpublished = state in (PostState.DRAFT, PostState.WAITING)
        stands = post.state == PostState.PUBLISHED
        key = [correction.pk]
        return cls(
            title=_("Correction of “%(title)s”") % {"title": isolated(post.title)},
            kicker=str(state.label),
            lead=_lead(correction, may_publish),
            breadcrumb=_path(post, Link(_("Correction"))),
            what=isolated(correction.what),
            report=report_with(post, correction.words, site=site),
            before=(
                report_with(post, correction.before, site=site)
                if correction.before
                else report_with(post, {}, site=site)
                if unpublished
                else None
            ),
            edit_url=reverse("post_correct", args=[post.pk]) if unpublished and stands else "",
            ask_url=reverse("correction_ask", args=key) if state is PostState.DRAFT else "",
            publish_url=(
                reverse("correction_publish", args=key)
                if state is PostState.WAITING and may_publish and stands
                else ""
            ),
            drop_url=reverse("correction_drop", args=key) if unpublished else "",
        )


def _lead(correction: Correction, may_publish: bool) -> str:
    if correction.published_at:
        return _("Published on %(day)s. The report before it stands below.") % {
            "day": formats.long_date(day_of(correction.published_at), language())
        }
    if correction.state == PostState.WITHDRAWN:
        return _("It was taken back, and was never published.")
    if correction.post.state != PostState.PUBLISHED:
        return _("The report has been withdrawn, so the correction is not published.")
    if correction.state == PostState.DRAFT:
        return _("This is how it will look. Nobody outside sees the correction yet.")
    if may_publish:
        return _("Read it as somebody outside would. Does anything point out a child?")
    return _("It waits for somebody else than its writer.")


def earlier_links(corrections: Sequence[Correction]) -> Sequence[Link]:
    """The corrections of a report, each with the words before it behind the link."""
    return [
        Link(
            _("Corrected %(day)s: %(what)s")
            % {
                "day": formats.long_date(day_of(each.published_at), language()),
                "what": isolated(each.what),
            },
            reverse("correction", args=[each.pk]),
        )
        for each in corrections
        if each.published_at
    ]
