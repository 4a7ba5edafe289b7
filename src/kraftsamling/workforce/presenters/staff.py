"""Staff as pages: who works here, and one person's employment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Cell, Column, Fact, Link, Row
from kraftsamling.organisations.filling_in import May
from kraftsamling.workforce.models import Absence, Employee, Position
from kraftsamling.workforce.presenters.page import (
    Button,
    Opens,
    Section,
    StaffPage,
    day_words,
    home,
    language,
    staff_tabs,
)
from kraftsamling.workforce.rules.points import whole_years
from kraftsamling.workforce.statuses import EmploymentForm, Job


def staff_page(staff: Sequence[Employee], *, opens: Opens, today: date) -> StaffPage:
    """Everybody who is employed, by name."""
    consultants = sum(each.form == EmploymentForm.CONSULTANT for each in staff)
    return StaffPage(
        title=_("Staff"),
        lead=ngettext("%(count)s person works here.", "%(count)s people work here.", len(staff))
        % {"count": len(staff)}
        if staff
        else "",
        rest=ngettext(
            "%(count)s comes from an agency.", "%(count)s come from an agency.", consultants
        )
        % {"count": formats.in_words(consultants, language(), common_gender=True).capitalize()}
        if consultants
        else "",
        tabs=staff_tabs("staff", opens),
        actions=[Action(_("Read in from the payroll system"), reverse("payroll"))]
        if opens(reverse("payroll"))
        else [],
        sections=[
            Section(
                _("Who works here"),
                "medarbetare",
                columns=[
                    Column(_("Name")),
                    Column(_("Unit")),
                    Column(_("Work")),
                    Column(_("In the profession")),
                ],
                rows=[_row(each, today) for each in staff],
                nothing=_("Nobody is employed yet. Read in the payroll system's file."),
            )
        ],
    )


def _row(employee: Employee, today: date) -> Row:
    is_coming = employee.starts_on > today
    return Row(
        [
            Cell(
                employee.name,
                url=reverse("employee", args=[employee.pk]),
                sub=_("Begins %(day)s") % {"day": day_words(employee.starts_on, today)}
                if is_coming
                else "",
            ),
            Cell(employee.unit.name),
            Cell(str(Job(employee.job).label), sub=_form_words(employee)),
            Cell(experience_words(employee, today)),
        ]
    )


def _form_words(employee: Employee) -> str:
    form = EmploymentForm(employee.form)
    words = [] if form == EmploymentForm.PERMANENT else [str(form.label)]
    if employee.share < 100:
        words.append(formats.percent_sign(employee.share, language()))
    return ", ".join(words)


def experience_words(employee: Employee, today: date) -> str:
    """ "5 år", or that it is the first one."""
    years = whole_years(employee.profession_since, today)
    return formats.age(years, language()) if years else _("First year")


def employee_page(
    employee: Employee,
    posts: Sequence[Position],
    knows: Sequence[Section],
    absences: Sequence[Absence],
    *,
    may: May,
    today: date,
) -> StaffPage:
    """One person, for her manager and for HR."""
    return StaffPage(
        title=employee.name,
        lead=f"{Job(employee.job).label}, {employee.unit.name}.",
        rest=_away_words(absences, today),
        breadcrumb=[home(), Link(_("Staff"), reverse("staff")), Link(employee.name)],
        sections=[
            Section(
                _("Employment"),
                "anstallning",
                facts=[
                    *(Fact(_("Post"), f"{post.title} {post.number}") for post in posts),
                    Fact(_("Form"), str(EmploymentForm(employee.form).label)),
                    Fact(_("Share of full time"), formats.percent_sign(employee.share, language())),
                    Fact(_("Began"), day_words(employee.starts_on, today)),
                    *(
                        [Fact(_("Ends"), day_words(employee.ends_on, today))]
                        if employee.ends_on
                        else []
                    ),
                    Fact(_("In the profession"), experience_words(employee, today)),
                    *([Fact(_("Manager"), employee.manager.name)] if employee.manager else []),
                    *(
                        [Fact(_("Supervisor"), employee.supervisor.name)]
                        if employee.supervisor
                        else []
                    ),
                    Fact(_("Number in the payroll system"), employee.number),
                ],
            ),
            *knows,
            *_more(employee, may),
        ],
    )


def _away_words(absences: Sequence[Absence], today: date) -> str:
    """Until when, never why."""
    now = next((each for each in absences if each.starts_on <= today), None)
    if now is None:
        return ""
    if now.ends_on is None:
        return _("Away. Nobody knows until when.")
    return _("Away until %(day)s.") % {"day": day_words(now.ends_on, today)}


def _more(employee: Employee, may: May) -> list[Section]:
    links = []
    if may("update", "employee", employee):
        links.append(Link(_("Plan the introduction"), reverse("introduction", args=[employee.pk])))
    if may("agree", "remote_work_day"):
        links.append(
            Link(_("Agree on remote work"), reverse("remote_agreement", args=[employee.pk]))
        )
    buttons = []
    if may("update", "employee", employee):
        words = (
            _("Colleagues may find her again")
            if employee.is_protected
            else _("Protected personal data: hide her from colleagues")
        )
        buttons.append(Button(words, reverse("employee_protect", args=[employee.pk])))
    more = Section(_("More about this"), "mer", links=links, buttons=buttons)
    return [more] if links or buttons else []
