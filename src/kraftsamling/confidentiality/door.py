"""The one door. Every view says who may come in; the door decides, logs, and only then lets anything out.

    set user → find the actor → set authority → decide → view → render → log → commit → answer

All of it is one transaction: when the log cannot be written nothing leaves, and the answer is 503. A
refusal is logged in a short transaction of its own, because the first one is rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import wraps
from http import HTTPStatus
from typing import Any, Final, TypeVar
from uuid import UUID

from django.core.exceptions import BadRequest, ImproperlyConfigured, PermissionDenied
from django.db import DatabaseError, models, transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse
from django.urls import resolve, reverse
from django.utils.http import urlencode

from kraftsamling.common.requests import TimedRequest
from kraftsamling.confidentiality import access_log, change_log
from kraftsamling.confidentiality.actor import ANONYMOUS, PUBLIC, Actor
from kraftsamling.confidentiality.classes import LOGGED
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.matrix import matrix
from kraftsamling.confidentiality.models.access_log import LONGEST_BASIS
from kraftsamling.confidentiality.policy import BINDINGS, Decision, decide
from kraftsamling.confidentiality.scope import AUTHORITY, USER, acting_for, set_all_local, set_local

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

LISTED: Final = frozenset({"list", "search", "read_own"})


@dataclass(frozen=True)
class Declared:
    """What a view has said about itself. `why` is set for the views that are open to all."""

    resource: str = ""
    action: str = ""
    key: str | None = None
    why: str = ""


@dataclass
class Shown:
    """What a guarded view tells the door while it works: which persons the page shows, and why."""

    subject_ids: list[UUID] = field(default_factory=list)
    told: bool = False

    def persons(self, subject_ids: Iterable[UUID]) -> None:
        """Say whom the page shows, also when it is nobody. A list that is logged must say it."""
        self.subject_ids.extend(subject_ids)
        self.told = True


class GuardedRequest(TimedRequest):
    """A request that has passed the door."""

    actor: Actor
    at: Circumstances
    shown: Shown


class LogUnavailable(Exception):
    """Raised when the access log cannot be written; nothing is shown then."""


class _Refused(Exception):
    def __init__(self, decision: Decision, actor: Actor, row: Any) -> None:
        super().__init__(decision.failed)
        self.decision, self.actor, self.row = decision, actor, row


ActorSource = Callable[[TimedRequest], Actor]
_actor_source: list[ActorSource] = []
ReasonPage = Callable[[GuardedRequest, Any], str]
_reason_page: list[ReasonPage] = []


def actors_come_from(source: ActorSource) -> None:
    """Called once by `organisations`, which knows users and memberships; this app does not."""
    _actor_source[:] = [source]


def reasons_are_asked_at(page: ReasonPage) -> None:
    """Called once by the app whose rows ask for a purpose: the address where the reason for opening a row is
    given, or "" when a reason would not open it either."""
    _reason_page[:] = [page]


def open_to_all(why: str) -> Callable[[View], View]:
    """Declare a view that anybody may open, and say why. It sees no rows above class K1 and no actor."""

    def declare(view: View) -> View:
        view.declared = Declared(why=why)  # type: ignore[attr-defined]
        return view

    return declare


def access(resource: str, action: str, *, key: str | None = None) -> Callable[[View], View]:
    """Guard a view with one cell of the matrix.

    With `key`, the URL's value of that name finds a row: `plan_id` by id, `post_slug` by slug. The door
    hands the row to the view as `plan` or `post`. A row that is not there and a row that is not for
    this actor get the same 404.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: GuardedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _pass(declared, view, request, args, kwargs)

        declared = Declared(resource, action, key)
        guarded.declared = declared  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def declared_at(path: str) -> Declared:
    """What the view behind an address has said about itself."""
    declared: Declared = resolve(path).func.declared  # type: ignore[attr-defined]
    return declared


def may_open(actor: Actor, path: str, *, at: Circumstances) -> bool:
    """Whether the door would let the actor in at an address; a factor asked for on the way is no no."""
    declared = declared_at(path)
    if declared.why:
        return True
    decision = decide(actor, declared.action, declared.resource, at=at)
    return decision.allowed or decision.failed in ("MFA", "REAUTH")


def _pass(
    declared: Declared, view: Any, request: GuardedRequest, args: Any, kwargs: dict[str, Any]
) -> HttpResponseBase:
    try:
        with transaction.atomic():
            return _inside(declared, view, request, args, kwargs)
    except _Refused as refused:
        return _answer_refusal(declared, request, refused)
    except LogUnavailable:
        return HttpResponse(render_to_string("503.html"), status=503)


def _inside(
    declared: Declared, view: Any, request: GuardedRequest, args: Any, kwargs: dict[str, Any]
) -> HttpResponseBase:
    request.actor = enter(request)
    request.at = Circumstances(now=request.now, basis=_basis(request))
    request.shown = Shown()
    row = _admit(declared, request, kwargs)
    response = view(request, *args, **kwargs)
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    if getattr(response, "streaming", False):
        raise ImproperlyConfigured("A guarded view may not stream: the log row would come too late")
    _log(declared, request, row, response)
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response  # type: ignore[no-any-return]


def _basis(request: TimedRequest) -> str:
    """The reason that was given. One that the log cannot hold is a bad request, not a broken log."""
    basis: str = request.POST.get("basis", "")
    if len(basis) > LONGEST_BASIS or "\0" in basis:
        raise BadRequest("basis")
    return basis


def enter(request: TimedRequest) -> Actor:
    """Find who asks, open the database's wall for that person's authority, and let the change log know.

    Inside a transaction.
    """
    user_id = getattr(request.user, "pk", None) if hasattr(request, "user") else None
    if user_id is None:
        return ANONYMOUS
    set_local(USER, user_id)
    actor = _actor_source[0](request)
    set_all_local({AUTHORITY: actor.authority_id, **change_log.who(actor, request.trace_id)})
    return actor


def _admit(declared: Declared, request: GuardedRequest, kwargs: dict[str, Any]) -> Any:
    actor, at = request.actor, request.at
    decision = decide(actor, declared.action, declared.resource, at=at)
    if not decision.allowed:
        raise _Refused(decision, actor, None)
    if declared.key is None:
        return None
    row = _find(declared, actor, kwargs.pop(declared.key))
    decision = decide(actor, declared.action, declared.resource, row, at=at)
    if not decision.allowed:
        raise _Refused(decision, actor, row)
    kwargs[declared.key.rpartition("_")[0]] = row
    return row


def _find(declared: Declared, actor: Actor, value: Any) -> models.Model:
    binding = BINDINGS[declared.resource]
    assert binding.model is not None, f"{declared.resource} is bound without a model"
    assert declared.key is not None
    lookup = {"id": "pk", "slug": "slug"}[declared.key.rpartition("_")[2]]
    row = binding.model._base_manager.filter(**{lookup: value}).first()
    if row is None:
        raise _Refused(Decision(False, "NO_ROW"), actor, None)
    return row


def _log(declared: Declared, request: GuardedRequest, row: Any, response: HttpResponseBase) -> None:
    if matrix().resources[declared.resource].data_class not in LOGGED:
        return
    # A view that answers "not this way" (405) has shown nobody.
    shows = response.status_code < HTTPStatus.BAD_REQUEST
    if row is None and declared.action in LISTED and shows and not request.shown.told:
        raise ImproperlyConfigured(
            f"{declared.resource}.{declared.action} is logged: call request.shown.persons(...)"
        )
    try:
        access_log.write(
            actor=request.actor,
            at=request.now,
            trace_id=request.trace_id,
            action=declared.action,
            resource=declared.resource,
            object_id=getattr(row, "pk", None),
            subject_ids=request.shown.subject_ids,
            basis=request.at.basis,
        )
    except DatabaseError as unavailable:  # no savepoint: the whole request is taken back
        raise LogUnavailable from unavailable


def _answer_refusal(
    declared: Declared, request: GuardedRequest, refused: _Refused
) -> HttpResponseBase:
    """Login for a visitor, a second factor for who lacks one, 403 for a row in plain sight, else 404."""
    actor, failed = refused.actor, refused.decision.failed
    if "HX-Request" in request.headers and (actor.role == PUBLIC or failed in ("MFA", "REAUTH")):
        # htmx would follow the redirect and draw the login inside the page. It leaves what is typed alone
        # when it gets a 403, and the page says that nothing was saved.
        return HttpResponse(status=403)
    if actor.is_public:
        return redirect(
            f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
        )
    if actor.role == PUBLIC:  # an account without a role anywhere: nothing here is for it
        return redirect(reverse("no_membership"))
    if failed == "MFA":
        return redirect(f"{reverse('mfa_index')}?{urlencode({'next': request.get_full_path()})}")
    if failed == "REAUTH":
        return redirect(
            f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}"
        )
    _log_refusal(declared, request, refused)
    if refused.row is None or actor.authority_id is None:
        raise Http404
    # The transaction that was refused is rolled back, and the wall with it.
    with acting_for(actor.authority_id):
        page = _reason_page[0](request, refused.row) if failed == "PURPOSE" and _reason_page else ""
        visible = not page and _may_see(declared, request, refused)
    if page:
        return redirect(f"{page}?{urlencode({'next': request.get_full_path()})}")
    if visible:
        raise PermissionDenied
    raise Http404


def _may_see(declared: Declared, request: GuardedRequest, refused: _Refused) -> bool:
    return any(
        decide(refused.actor, action, declared.resource, refused.row, at=request.at).allowed
        for action in ("read", "list", "read_own")
    )


def _log_refusal(declared: Declared, request: GuardedRequest, refused: _Refused) -> None:
    actor = refused.actor
    if actor.authority_id is None:
        return
    with transaction.atomic():
        set_local(AUTHORITY, actor.authority_id)
        access_log.write(
            actor=actor,
            at=request.now,
            trace_id=request.trace_id,
            action=declared.action,
            resource=declared.resource,
            object_id=getattr(refused.row, "pk", None),
            allowed=False,
            failed_condition=refused.decision.failed,
        )
