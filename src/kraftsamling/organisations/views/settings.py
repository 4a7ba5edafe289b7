"""The settings: the index, units, deputies, values, and what each role may do."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kraftsamling.common.parts import Task
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.confidentiality.policy import decide
from kraftsamling.organisations import selectors, settings_pages
from kraftsamling.organisations.forms.settings import DeputyForm, UnitForm, ValueForm
from kraftsamling.organisations.models import Deputy, Unit
from kraftsamling.organisations.presenters import settings as shown
from kraftsamling.organisations.presenters.pages import FormPage
from kraftsamling.organisations.presenters.people import settings_crumbs
from kraftsamling.organisations.presenters.roles import RolesPage
from kraftsamling.organisations.services import decided, deputies, units
from kraftsamling.organisations.settings_catalogue import CATALOGUE


def _may(request: GuardedRequest, action: str, resource: str, row: object = None) -> bool:
    return decide(request.actor, action, resource, row, at=request.at).allowed


def _form(request: GuardedRequest, page: FormPage, form: object) -> HttpResponse:
    status = 422 if getattr(form, "is_bound", False) else 200
    context = {"page": page, "form": form}
    return render(request, "organisations/form_page.html", context, status=status)


def _entries() -> list[tuple[str, str, str, str, str]]:
    """Words, page, what it is, and the cell of the matrix that the page asks for."""
    people, units_words = _("Who works here, and in which role"), _("The tree of units")
    rules = _("From the rules that the product itself follows")
    days = _("Days, thresholds and ceilings, with their sources")
    of_others = [
        (str(each.title), each.url_name, str(each.text), each.resource, each.action)
        for each in settings_pages.PAGES
    ]
    return [
        (_("People and roles"), "accounts", people, "account", "list"),
        (_("Units"), "units", units_words, "unit", "list"),
        (_("Deputies"), "deputies", _("Who stands in for whom, and when"), "deputy", "read"),
        (_("What each role may do"), "roles", rules, "role_catalogue", "read"),
        (_("Values"), "values", days, "setting", "read"),
        (
            _("Login through the employer"),
            "providers",
            _("Which login your people come in by"),
            "identity_provider",
            "read",
        ),
        *of_others,
        (_("Get started"), "onboarding", _("The first steps"), "onboarding", "read"),
    ]


@access("role_catalogue", "read")
def index(request: GuardedRequest) -> HttpResponse:
    """What the role may open."""
    items = [
        Task(label, url=reverse(name), detail=text)
        for label, name, text, resource, action in _entries()
        if _may(request, action, resource)
    ]
    page = {
        "title": _("Settings"),
        "lead": _("Here you see what your role may look after."),
        "items": items,
    }
    return render(request, "organisations/settings_index.html", {"page": page})


@access("role_catalogue", "read")
def roles(request: GuardedRequest) -> HttpResponse:
    """What each role may do, in plain words."""
    kind = selectors.authority_of(request.actor).kind
    page = RolesPage.of(kind, chosen=request.GET.get("roll", ""), own=request.actor.role)
    return render(request, "organisations/roles.html", {"page": page})


@access("unit", "list")
def unit_list(request: GuardedRequest) -> HttpResponse:
    """The tree."""
    assert request.actor.authority_id is not None
    page = shown.units_page(
        selectors.unit_tree(request.actor, at=request.at),
        people=selectors.people_in_units(request.actor.authority_id, today=request.today),
        may_change=_may(request, "create", "unit"),
    )
    return render(request, "organisations/list_page.html", {"page": page})


@access("unit", "create")
def unit_new(request: GuardedRequest) -> HttpResponse:
    """Add a unit."""
    authority_id = request.actor.authority_id
    assert authority_id is not None
    open_units = selectors.open_units(authority_id, today=request.today)
    form = UnitForm(request.POST or None, units=open_units)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            units.add(
                typed["name"],
                parent=selectors.unit_with_id(authority_id, typed["parent"]),
                authority_id=authority_id,
            )
        except units.NameTaken:
            form.add_error("name", _("There is a unit with that name there already."))
        else:
            messages.success(request, _("%(name)s has been added.") % {"name": typed["name"]})
            return redirect("units")
    page = FormPage(
        title=_("Add a unit"),
        breadcrumb=settings_crumbs(_("Add a unit")),
        verb=_("Add"),
        back_url=reverse("units"),
    )
    return _form(request, page, form)


@access("unit", "update", key="unit_id")
def unit_change(request: GuardedRequest, unit: Unit) -> HttpResponse:
    """Rename or move a unit."""
    open_units = selectors.open_units(unit.authority_id, today=request.today)
    others = [each for each in open_units if each.pk != unit.pk]
    initial = {"name": unit.name, "parent": str(unit.parent_id or "")}
    form = UnitForm(request.POST or None, units=others, initial=initial)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            units.change(
                unit,
                name=typed["name"],
                parent=selectors.unit_with_id(unit.authority_id, typed["parent"]),
            )
        except units.NameTaken:
            form.add_error("name", _("There is a unit with that name there already."))
        except units.WouldMakeACircle:
            form.add_error("parent", _("A unit cannot lie below itself. Choose another."))
        else:
            messages.success(request, _("The unit is changed."))
            return redirect("units")
    page = FormPage(
        title=unit.name,
        lead=_("People in the unit go with it when it moves."),
        breadcrumb=settings_crumbs(unit.name),
        verb=_("Save"),
        back_url=reverse("units"),
    )
    context = {"page": page, "form": form, "unit_id": unit.pk, "closed": unit.closed_on}
    status = 422 if form.is_bound else 200
    return render(request, "organisations/unit.html", context, status=status)


@require_POST
@access("unit", "update", key="unit_id")
def unit_close(request: GuardedRequest, unit: Unit) -> HttpResponse:
    """The unit takes no more people."""
    try:
        units.close(unit, today=request.today)
    except units.NotEmpty:
        messages.warning(
            request, _("People work in the unit, or open units lie below it. Move them first.")
        )
        return redirect("unit", unit.pk)
    messages.success(request, _("%(name)s is closed. Its figures stay.") % {"name": unit.name})
    return redirect("units")


@access("deputy", "read")
def deputy_list(request: GuardedRequest) -> HttpResponse:
    """Who stands in for whom."""
    page = shown.deputies_page(
        selectors.deputies_to_see(request.actor, at=request.at),
        may_add=_may(request, "create", "deputy"),
        today=request.today,
    )
    return render(request, "organisations/list_page.html", {"page": page})


@access("deputy", "create")
def deputy_new(request: GuardedRequest) -> HttpResponse:
    """Appoint a deputy."""
    assert request.actor.authority_id is not None
    may_give = selectors.roles_to_stand_in_for(request.actor, today=request.today)
    people = selectors.members_of(request.actor.authority_id, today=request.today)
    form = DeputyForm(request.POST or None, roles=may_give, people=people, today=request.today)
    if form.is_valid():
        typed = form.cleaned_data
        membership = next(m for m in may_give if str(m.pk) == typed["membership"])
        user = next(m.user for m in people if str(m.user_id) == typed["user"])
        try:
            deputies.appoint(
                membership,
                user,
                by=request.actor,
                starts_on=typed["starts_on"],
                ends_on=typed["ends_on"],
            )
        except deputies.SelfAppointed:
            form.add_error(
                "user", _("You cannot appoint yourself. Ask another manager to appoint you.")
            )
        except deputies.OwnDeputy:
            form.add_error("user", _("Nobody can stand in for themselves. Choose another person."))
        except deputies.NumberNeeded:
            form.add_error(
                "user",
                _(
                    "Write the person's personal identity number first, on the person's page under People "
                    "and roles. Whoever stands in here can be one of the two in a decision that takes two."
                ),
            )
        except deputies.AlreadyDeputy:
            form.add_error(
                "user", _("This person stands in for that role on some of these days already.")
            )
        except deputies.OutsideTheRole:
            form.add_error("ends_on", _("The role itself does not last over these days."))
        else:
            messages.success(
                request,
                _("%(name)s stands in for %(absent)s from %(first)s to %(last)s.")
                % {
                    "name": user.name,
                    "absent": membership.name,
                    "first": typed["starts_on"].isoformat(),
                    "last": typed["ends_on"].isoformat(),
                },
            )
            return redirect("deputies")
    page = FormPage(
        title=_("Appoint a deputy"),
        lead=_(
            "The deputy chooses the role on the own page, and everything is logged in the deputy's name."
        ),
        breadcrumb=settings_crumbs(_("Appoint a deputy")),
        verb=_("Appoint"),
        back_url=reverse("deputies"),
    )
    return _form(request, page, form)


@access("deputy", "revoke", key="deputy_id")
def deputy_end(request: GuardedRequest, deputy: Deputy) -> HttpResponse:
    """End it now, after a page of its own."""
    if request.method == "POST":
        deputies.revoke(deputy, today=request.today)
        messages.success(
            request, _("%(name)s does not stand in any more.") % {"name": deputy.user.name}
        )
        return redirect("deputies")
    page = FormPage(
        title=_("End what %(name)s does as deputy") % {"name": deputy.user.name},
        lead=_("It ends at once. What has been done as deputy stays."),
        breadcrumb=settings_crumbs(_("End a deputy")),
        verb=_("End now"),
        back_url=reverse("deputies"),
    )
    return _form(request, page, "")


@access("setting", "read")
def value_list(request: GuardedRequest) -> HttpResponse:
    """Every value with its source."""
    page = shown.values_page(
        selectors.decided_values(request.actor, at=request.at),
        # The page of a value asks for a factor again; its link is there for who may give one.
        may_change=_may_ever_change(request),
    )
    return render(request, "organisations/list_page.html", {"page": page})


def _may_ever_change(request: GuardedRequest) -> bool:
    answer = decide(request.actor, "update", "setting", at=request.at)
    return answer.allowed or answer.failed == "REAUTH"


@access("setting", "update")
def value_change(request: GuardedRequest, code: str) -> HttpResponse:
    """Decide one value."""
    entry = CATALOGUE.get(code)
    authority_id = request.actor.authority_id
    if entry is None or not entry.changeable or authority_id is None:
        raise Http404
    own = selectors.decided_values(request.actor, at=request.at).get(code)
    initial = {"value": own.value if own else entry.default, "decided_on": request.today}
    form = ValueForm(request.POST or None, entry=entry, today=request.today, initial=initial)
    if form.is_valid():
        typed = form.cleaned_data
        value = typed["value"] == "yes" if entry.kind == "bool" else typed["value"]
        decided.decide_value(
            code,
            value,
            source=typed["source"],
            decided_on=typed["decided_on"],
            authority_id=authority_id,
        )
        messages.success(request, _("The value is stored, with its source."))
        return redirect("values")
    history = selectors.history_of_value(authority_id, code)
    users = selectors.names_of_users([(event.pgh_context or {}).get("user") for event in history])
    page = FormPage(
        title=str(entry.name),
        lead=_("The start value is %(value)s. It comes from: %(source)s.")
        % {"value": shown.shown_value(entry, entry.default), "source": entry.source},
        breadcrumb=settings_crumbs(str(entry.name)),
        verb=_("Save"),
        back_url=reverse("values"),
        note=_("This value may only be raised.") if entry.only_upwards else "",
    )
    context = {
        "page": page,
        "form": form,
        "columns": shown.history_columns(),
        "history": shown.history_rows(entry, history, users),
    }
    return render(
        request, "organisations/value.html", context, status=422 if form.is_bound else 200
    )
