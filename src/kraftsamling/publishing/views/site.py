"""The public site: front page, open plans, reports, and the short texts that every site must have."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kraftsamling.common.requests import TimedRequest
from kraftsamling.confidentiality.door import open_to_all
from kraftsamling.organisations.sites import site_of
from kraftsamling.publishing import comment_tables, selectors
from kraftsamling.publishing.forms import CommentForm, wanted_in
from kraftsamling.publishing.models import Post
from kraftsamling.publishing.presenters.comments import CommentSection
from kraftsamling.publishing.presenters.feed import feed_of
from kraftsamling.publishing.presenters.front import FrontPage
from kraftsamling.publishing.presenters.handbook import FIRST, HandbookPage
from kraftsamling.publishing.presenters.images import ShownImage
from kraftsamling.publishing.presenters.open_plans import OpenPlan, OpenPlansPage
from kraftsamling.publishing.presenters.posts import ReportListPage, ReportPage, WithdrawnPage
from kraftsamling.publishing.presenters.texts import TextPage


@open_to_all("the front page of a public site")
@require_safe
def home(request: TimedRequest) -> HttpResponse:
    """What Kraftsamling is, two ways in, and how it goes."""
    site = site_of(request)
    plans = selectors.open_plans(site.pk, now=request.now) if site else []
    page = FrontPage.of(
        site,
        OpenPlan.of(plans[0], today=request.today, now=request.now) if plans else None,
        selectors.published_posts(selectors.Wanted(), now=request.now)[:2],
        now=request.now,
    )
    return render(request, "publishing/home.html", {"page": page})


@open_to_all("published plans with released figures")
@require_safe
def open_plans(request: TimedRequest) -> HttpResponse:
    """See how it goes."""
    site = site_of(request)
    plans = selectors.open_plans(site.pk if site else None, now=request.now)
    page = OpenPlansPage.of(
        [OpenPlan.of(plan, today=request.today, now=request.now) for plan in plans],
        site=site,
        now=request.now,
        others=selectors.other_open_plans(site.pk, now=request.now) if site else (),
    )
    return render(request, "publishing/open_plans.html", {"page": page})


@open_to_all("a published plan with released figures")
@require_safe
def open_plan(request: TimedRequest, slug: str) -> HttpResponse:
    """One plan, also of another place than the site's."""
    plan = selectors.open_plan(slug, now=request.now)
    page = OpenPlansPage.of_one(
        OpenPlan.of(plan, today=request.today, now=request.now), now=request.now
    )
    return render(request, "publishing/open_plans.html", {"page": page})


@open_to_all("published reports")
@require_safe
def post_list(request: TimedRequest) -> HttpResponse:
    """Every report; the filter stands in the address."""
    wanted = wanted_in(request.GET)
    page = ReportListPage.of(
        selectors.published_posts(wanted, now=request.now),
        selectors.published_posts(selectors.Wanted(), now=request.now),
        selectors.tags_in_use(now=request.now),
        wanted,
        site=site_of(request),
    )
    return render(request, "publishing/post_list.html", {"page": page})


@open_to_all("published reports, for whoever follows them in a reader of feeds")
@require_safe
def feed(request: TimedRequest) -> HttpResponse:
    """The newest reports as Atom."""
    xml = feed_of(
        selectors.published_posts(selectors.Wanted(), now=request.now),
        site=site_of(request),
        absolute=request.build_absolute_uri,
    )
    return HttpResponse(xml, content_type="application/atom+xml; charset=utf-8")


@open_to_all("one published report")
@require_safe
def post(request: TimedRequest, slug: str) -> HttpResponse:
    """One report, with what visitors have said."""
    withdrawn = selectors.withdrawn_post(slug)
    if withdrawn is not None:
        page = WithdrawnPage.of(withdrawn)
        return render(request, "publishing/withdrawn.html", {"page": page}, status=410)
    return report_page(request, selectors.published_post(slug, now=request.now), CommentForm())


def report_page(
    request: TimedRequest, post: Post, form: CommentForm, *, status: int = 200
) -> HttpResponse:
    """The report with its comments, and the form as it has been filled in."""
    site = site_of(request)
    page = ReportPage.of(
        post,
        site=site,
        plan=selectors.plan_of(post, now=request.now),
        related=selectors.related_to(post, now=request.now),
        images=[ShownImage.public(each) for each in selectors.images_of(post, now=request.now)],
    )
    said = comment_tables.published(site.pk, post.pk, at=request.now) if site else []
    section = CommentSection.of(said, slug=post.slug) if site else None
    context = {"page": page, "section": section, "form": form}
    return render(request, "publishing/post.html", context, status=status)


def text(name: str) -> Callable[[HttpRequest], HttpResponse]:
    """A view of one short text, in the reader's language."""

    @open_to_all("a text about the site itself")
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        page = TextPage.of(name, site=site_of(request), language=get_language() or "sv")
        return render(request, page.template, {"page": page})

    return view


@open_to_all("how the product is used; nothing in it is about anybody")
@require_safe
def handbook(request: HttpRequest, name: str = FIRST) -> HttpResponse:
    """The handbook's list of pages, or one of them. It is in Swedish alone."""
    try:
        page = HandbookPage.of(name)
    except KeyError as missing:
        raise Http404 from missing
    return render(request, "publishing/handbook.html", {"page": page})
