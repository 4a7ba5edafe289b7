"""The demo: everything that happens here happens for real, to people who do not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kraftsamling.common.requests import TimedRequest
from kraftsamling.confidentiality.door import open_to_all
from kraftsamling.demo import selectors, services
from kraftsamling.demo.presenters import DemoPage, StepPage
from kraftsamling.demo.statuses import ROUND_IN_SESSION
from kraftsamling.demo.world import plan
from kraftsamling.demo.world.people import persona

View = Callable[..., HttpResponse]
WHY = "the demo: invented people only, and not there at all in production"


def demo_only(view: View) -> View:
    """Not there outside the demo, and open to all inside it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.IS_DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return open_to_all(WHY)(guarded)


@demo_only
def start(request: HttpRequest) -> HttpResponse:
    """The round, and the people."""
    return render(request, "demo/start.html", {"page": DemoPage.of(selectors.latest_run())})


@demo_only
@require_POST
def try_as(request: TimedRequest, key: str) -> HttpResponse:
    """Become one of the invented people."""
    person = persona(key)
    if person is None:
        raise Http404
    services.stop_round(request)
    services.become(request, person, at=request.now)
    return redirect(person.starts_at)


@demo_only
@require_POST
def start_round(request: TimedRequest) -> HttpResponse:
    """Step 1 begins with a slip."""
    services.start_round(request, at=request.now)
    return redirect("demo_slip")


@demo_only
def slip(request: HttpRequest) -> HttpResponse:
    """The slip that came in the letter."""
    code = request.session.get(services.SLIP_IN_SESSION)
    if not code:
        return redirect("demo_start")
    return render(request, "demo/slip.html", {"page": StepPage.slip(code)})


@demo_only
def night(request: TimedRequest) -> HttpResponse:
    """Before the night, and – after the button – what it did."""
    if request.method == "POST":
        nights = services.let_the_night_pass(at=request.now)
        request.session[services.NIGHT_IN_SESSION] = [
            sum(each.moved_to for each in nights),
            sum(each.recomputed for each in nights),
        ]
        return redirect("demo_night")
    moved, counted = request.session.pop(services.NIGHT_IN_SESSION, (None, 0))
    return render(request, "demo/night.html", {"page": StepPage.night(moved, counted)})


@demo_only
@csrf_exempt  # the survey's pages carry no token, and a step of the demo is nothing to forge
@require_POST
def round_step(request: TimedRequest, number: int) -> HttpResponse:
    """Go to a step: become its person, and stand where it is to be seen."""
    if number not in (2, 3, 4, 5):
        raise Http404
    request.session[ROUND_IN_SESSION] = number
    if number == 2:
        return redirect("demo_night")
    if number == 5:
        services.leave_login(request)
        return redirect("/besok/lindsjo/")
    person = persona("leila" if number == 3 else "karin")
    assert person is not None
    services.become(request, person, at=request.now)
    if number == 3:
        return redirect("/delaktighet/")
    return redirect(f"/planer/{plan.plan_id()}/")


@demo_only
@require_POST
def stop_round(request: HttpRequest) -> HttpResponse:
    """The round is over, or one has had enough."""
    services.stop_round(request)
    return redirect(reverse("demo_start") + "#personer")


@demo_only
def post(request: HttpRequest) -> HttpResponse:
    """The mails that the demo has sent: none of them says anything about a child."""
    return render(request, "demo/post.html", {"mails": selectors.sent_mail()})


@demo_only
def reset(request: HttpRequest) -> HttpResponse:
    """Ask for a new world, and wait for it."""
    if request.method == "POST":
        services.ask_for_reset()
        return redirect("demo_reset")
    if services.reset_flag().exists():
        return render(request, "demo/reset.html")
    return redirect("demo_start")
