"""Accounts and roles: the list, a new person, a pasted list, the end of a role."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.confidentiality.models import Approval, ApprovalStatus
from kraftsamling.confidentiality.policy import decide
from kraftsamling.organisations import selectors
from kraftsamling.organisations.forms.people import EndForm, ListForm, NumberForm, PersonForm
from kraftsamling.organisations.imports import ReadRow, read_people
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.presenters.pages import FormPage
from kraftsamling.organisations.presenters.people import (
    AccountPage,
    ReadList,
    accounts_page,
    settings_crumbs,
    untouchable_words,
)
from kraftsamling.organisations.services import accounts as services
from kraftsamling.organisations.services.people_list import grant_all
from kraftsamling.organisations.services.role_grants import (
    AlreadyHasRole,
    NumberNeeded,
    Wish,
    grant,
)


def _may(
    request: GuardedRequest, action: str, resource: str, row: Membership | None = None
) -> bool:
    return decide(request.actor, action, resource, row, at=request.at).allowed


@access("account", "list")
def accounts(request: GuardedRequest) -> HttpResponse:
    """Everybody at work in the units I may see."""
    page = accounts_page(
        selectors.memberships_to_see(request.actor, at=request.at),
        may_add=_may(request, "request", "role_grant"),
        today=request.today,
    )
    return render(request, "organisations/list_page.html", {"page": page})


@access("account", "list", key="membership_id")
def account(request: GuardedRequest, membership: Membership) -> HttpResponse:
    """One person in one role."""
    page = AccountPage.of(
        membership,
        may_end=_may(request, "revoke", "role_grant", membership),
        may_close=_may(request, "disable", "account", membership),
        may_invite=_may(request, "invite", "account", membership),
        untouchable=services.why_untouchable(membership, by=request.actor, today=request.today),
    )
    return render(request, "organisations/account.html", {"page": page})


def _person_form(request: GuardedRequest, data: object = None) -> PersonForm:
    units = selectors.units_to_give(request.actor, today=request.today)
    return PersonForm(
        data,
        roles=selectors.roles_to_give(request.actor),
        units=units,
        today=request.today,
        initial={"starts_on": request.today},
    )


@access("role_grant", "request")
def person_new(request: GuardedRequest) -> HttpResponse:
    """Add one person."""
    form = _person_form(request, request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        wish = Wish(
            name=typed["name"],
            email=typed["email"],
            role=typed["role"],
            unit_id=typed["unit"],
            starts_on=typed["starts_on"],
            ends_on=typed["ends_on"],
            title=typed["title"],
            number=typed["number"],
            key=str(typed["idempotency_key"]),
        )
        try:
            approval = grant(wish, by=request.actor, at=request.now)
        except AlreadyHasRole:
            form.add_error("email", _("This person has that role there already, or waits for it."))
        except NumberNeeded:
            form.add_error("email", _said_elsewhere())
        else:
            messages.success(request, _what_happens(approval, typed["name"]))
            return redirect("accounts")
    page = FormPage(
        title=_("Add a person"),
        lead=_(
            "A role takes two: you ask, and another manager or system administrator confirms within "
            "seven days. Then the invitation goes out by mail."
        ),
        breadcrumb=settings_crumbs(_("Add a person")),
        verb=_("Add"),
        back_url=reverse("accounts"),
    )
    context = {"page": page, "form": form}
    return render(
        request, "organisations/form_page.html", context, status=422 if form.is_bound else 200
    )


def _what_happens(approval: Approval, name: str) -> str:
    if approval.status == ApprovalStatus.APPROVED:
        return _("%(name)s has the role, and an invitation is on its way.") % {"name": name}
    return _("You have asked for it. %(name)s gets the role when somebody else has confirmed.") % {
        "name": name
    }


@access("role_grant", "request")
def people_list(request: GuardedRequest) -> HttpResponse:
    """Read a pasted list: first as a trial, then all of it or nothing."""
    form = ListForm(request.POST or None)
    read: list[ReadRow] = []
    if form.is_valid():
        read = read_people(
            form.cleaned_data["text"],
            given=selectors.roles_to_give(request.actor),
            units=selectors.units_to_give(request.actor, today=request.today),
            today=request.today,
        )
        wishes = [row.wish for row in read if row.wish]
        if request.POST.get("store") and read and len(wishes) == len(read):
            try:
                done = grant_all(wishes, by=request.actor, at=request.now)
            except NumberNeeded as whose:
                form.add_error("text", f"{whose}: {_said_elsewhere()}")
            else:
                messages.success(request, _list_sentence(done.given, done.waiting, done.had))
                return redirect("accounts")
        if not read:
            form.add_error("text", _("There is nothing to read in the list."))
    page = FormPage(
        title=_("Read a list of people"),
        lead=_(
            "We read it on trial first. You see every line that cannot be read before anything is stored."
        ),
        breadcrumb=settings_crumbs(_("Read a list of people")),
        verb=_("Read the list"),
        back_url=reverse("accounts"),
    )
    listed = ReadList.of(read) if read else None
    status = 422 if form.is_bound and not (listed and listed.is_right) else 200
    context = {"page": page, "form": form, "read": listed}
    return render(request, "organisations/people_list.html", context, status=status)


def _said_elsewhere() -> str:
    return _(
        "The address has an account that was made elsewhere, and there nobody has written who the person is. "
        "Ask them to, or give the person an account with another address."
    )


def _list_sentence(given: int, waiting: int, had: int) -> str:
    parts = []
    if given:
        parts.append(
            ngettext(
                "One person has a role and an invitation.",
                "%(count)s persons have roles and invitations.",
                given,
            )
            % {"count": given}
        )
    if waiting:
        parts.append(
            ngettext(
                "One role waits for a second person to confirm.",
                "%(count)s roles wait for a second person to confirm.",
                waiting,
            )
            % {"count": waiting}
        )
    if had:
        parts.append(
            ngettext(
                "One person had the role already.",
                "%(count)s persons had their roles already.",
                had,
            )
            % {"count": had}
        )
    return " ".join(parts)


@access("role_grant", "revoke", key="membership_id")
def role_end(request: GuardedRequest, membership: Membership) -> HttpResponse:
    """The last day of a role."""
    form = EndForm(request.POST or None, today=request.today)
    if form.is_valid():
        try:
            services.end_membership(membership, last_day=form.cleaned_data["last_day"])
        except services.LastAdministrator:
            form.add_error(None, _last_administrator())
        except services.BeforeItBegan:
            form.add_error("last_day", _("The last day must not come before the first day."))
        else:
            messages.success(
                request,
                _("The role of %(name)s ends on %(day)s.")
                % {"name": membership.name, "day": form.cleaned_data["last_day"].isoformat()},
            )
            return redirect("accounts")
    page = FormPage(
        title=_("End the role of %(name)s") % {"name": membership.name},
        lead=_(
            "The person keeps the role to the end of the last day. What the person has done stays."
        ),
        breadcrumb=settings_crumbs(_("End a role")),
        verb=_("End the role"),
        back_url=reverse("account", args=[membership.pk]),
    )
    context = {"page": page, "form": form}
    return render(
        request, "organisations/form_page.html", context, status=422 if form.is_bound else 200
    )


def _last_administrator() -> str:
    return _("This is the only system administrator. Give somebody else that role first.")


def _refuse(request: GuardedRequest, why: Exception) -> None:
    """Say what stands in the way; nothing has been changed."""
    said = (
        _last_administrator()
        if isinstance(why, services.LastAdministrator)
        else untouchable_words(why)
    )
    messages.warning(request, said)


@require_POST
@access("account", "disable", key="membership_id")
def account_close(request: GuardedRequest, membership: Membership) -> HttpResponse:
    """Nobody can log in with the account any more."""
    try:
        services.close_account(membership, by=request.actor, today=request.today)
    except (services.LastAdministrator, services.Untouchable) as why:
        _refuse(request, why)
    else:
        messages.success(
            request, _("The account of %(name)s is closed.") % {"name": membership.name}
        )
    return redirect("account", membership.pk)


@require_POST
@access("account", "disable", key="membership_id")
def account_open(request: GuardedRequest, membership: Membership) -> HttpResponse:
    """The account can be used again."""
    try:
        services.open_account(membership, by=request.actor, today=request.today)
    except services.Untouchable as why:
        _refuse(request, why)
    else:
        messages.success(
            request, _("The account of %(name)s is open again.") % {"name": membership.name}
        )
    return redirect("account", membership.pk)


@require_POST
@access("account", "invite", key="membership_id")
def account_invite(request: GuardedRequest, membership: Membership) -> HttpResponse:
    """A new invitation for somebody who cannot log in."""
    try:
        services.invite_again(membership, by=request.actor, at=request.now)
    except services.Untouchable as why:
        _refuse(request, why)
    else:
        messages.success(
            request, _("A new invitation to %(name)s is on its way.") % {"name": membership.name}
        )
    return redirect("account", membership.pk)


@access("account", "invite", key="membership_id")
def account_number(request: GuardedRequest, membership: Membership) -> HttpResponse:
    """Write who somebody is that came without a number, so that the person can be given any role."""
    if membership.user.human_index:
        raise Http404
    form = NumberForm(request.POST or None)
    if form.is_valid():
        try:
            services.say_who(
                membership, form.cleaned_data["number"], by=request.actor, today=request.today
            )
        except services.Untouchable as why:
            form.add_error(None, untouchable_words(why))
        else:
            messages.success(request, _("The number is stored, encrypted. Nobody sees it."))
            return redirect("account", membership.pk)
    page = FormPage(
        title=_("The personal identity number of %(name)s") % {"name": membership.name},
        breadcrumb=settings_crumbs(_("Personal identity number")),
        verb=_("Save"),
        back_url=reverse("account", args=[membership.pk]),
    )
    context = {"page": page, "form": form}
    return render(
        request, "organisations/form_page.html", context, status=422 if form.is_bound else 200
    )
