"""What each knows as pages: the register, one person's part of it, and who can help with something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Cell, Column, Fact, Link, Row
from kraftsamling.common.sorting import swedish_key
from kraftsamling.workforce.models import (
    AlternativeCompetence,
    Employee,
    EmployeeSkill,
    HelpOffer,
    TrainingRecord,
)
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
from kraftsamling.workforce.selectors.competence import Knows
from kraftsamling.workforce.statuses import AllowedTask, Skill, SkillKind

SOON: Final = timedelta(days=60)
Names = Mapping[UUID, str]


def register_page(people: Sequence[Knows], *, opens: Opens, today: date) -> StaffPage:
    """Sentence first: for how many something is noted, and what runs out soon."""
    known = sum(bool(each.skills or each.others) for each in people)
    ending = [
        (each.employee, row)
        for each in people
        for row in each.training
        if row.valid_until and row.valid_until <= today + SOON
    ]
    return StaffPage(
        title=_("Competence"),
        lead=_("Of %(all)s colleagues something is noted of %(known)s.")
        % {"all": len(people), "known": known}
        if people
        else "",
        rest=_("It is for finding help and for sharing the work, never for comparing people."),
        breadcrumb=[home(), Link(_("Competence"))],
        tabs=staff_tabs("competence", opens),
        actions=[Action(_("Who can help me?"), reverse("ask_colleague"), variant="secondary")]
        if opens(reverse("ask_colleague"))
        else [],
        sections=[
            *(
                [
                    Section(
                        _("Courses that must be taken again"),
                        "gar-ut",
                        columns=[Column(_("Name")), Column(_("Course")), Column(_("Valid until"))],
                        rows=[
                            Row(
                                [
                                    Cell(who.name, url=reverse("employee", args=[who.pk])),
                                    Cell(row.course),
                                    Cell(day_words(row.valid_until, today)),
                                ]
                            )
                            for who, row in ending
                            if row.valid_until
                        ],
                    )
                ]
                if ending
                else []
            ),
            Section(
                _("Who knows what"),
                "vem-kan-vad",
                columns=[
                    Column(_("Name")),
                    Column(_("Languages")),
                    Column(_("Methods and competences")),
                    Column(_("Other education, and tasks")),
                ],
                rows=[_row(each) for each in people],
                nothing=_("Nobody is employed yet. Read in the payroll system's file."),
            ),
            _courses(people),
        ],
    )


def _courses(people: Sequence[Knows]) -> Section:
    """Every course that somebody here has taken, and how many have."""
    taken = Counter((row.course, row.hours) for each in people for row in each.training)
    return Section(
        _("Courses that have been taken"),
        "utbildningar",
        columns=[
            Column(_("Course")),
            Column(_("Hours"), number=True),
            Column(_("People"), number=True),
        ],
        rows=[
            Row([Cell(course), Cell(str(hours)), Cell(str(count))])
            for (course, hours), count in sorted(
                taken.items(), key=lambda each: swedish_key(each[0][0])
            )
        ],
        nothing=_("No course is noted yet."),
    )


def _row(each: Knows) -> Row:
    languages = [_label(row) for row in each.skills if _kind(row) == SkillKind.LANGUAGE]
    others = [_label(row) for row in each.skills if _kind(row) != SkillKind.LANGUAGE]
    return Row(
        [
            Cell(
                each.employee.name,
                url=reverse("employee", args=[each.employee.pk]),
                sub=each.employee.unit.name,
            ),
            Cell(", ".join(languages) or "–"),
            Cell(", ".join(others) or "–"),
            Cell(
                ", ".join(row.title for row in each.others) or "–",
                sub=", ".join(task for row in each.others for task in tasks_of(row)),
            ),
        ]
    )


def tasks_of(row: AlternativeCompetence) -> list[str]:
    """The tasks that an education lets somebody take."""
    return [str(AllowedTask(each).label) for each in row.tasks]


def _kind(row: EmployeeSkill) -> SkillKind:
    return Skill(row.skill).kind


def _label(row: EmployeeSkill) -> str:
    return str(Skill(row.skill).label)


def knows_section(
    knows: Knows, names: Names, *, degree: Fact | None, may_note: bool, today: date
) -> list[Section]:
    """One person's part of the register: what, and by which proof that somebody has seen."""
    who, told = knows.employee, _Told(names, may_note, today)
    note: list[Link] = []
    if may_note:
        note = [
            Link(
                _("Note a language, a method or a competence"), reverse("skill_new", args=[who.pk])
            ),
            Link(_("Note another education"), reverse("other_new", args=[who.pk])),
        ]
    facts = [
        *([degree] if degree else []),
        *(told.fact(_label(row), row) for row in knows.skills),
        *(
            told.fact(row.title, row, _("May: %(tasks)s.") % {"tasks": ", ".join(tasks_of(row))})
            for row in knows.others
        ),
    ]
    return [
        Section(
            _("Knows"),
            "kan",
            facts=facts,
            nothing="" if facts else _("Nothing is noted yet."),
            links=note,
            buttons=[
                *(told.end(who, _label(row), row) for row in knows.skills if may_note),
                *(told.end(who, row.title, row) for row in knows.others if may_note),
            ],
        ),
        Section(
            _("Courses"),
            "utbildning",
            facts=[told.fact(row.course, row, _course_words(row, today)) for row in knows.training],
            nothing="" if knows.training else _("No course is noted yet."),
            links=[Link(_("Note a course"), reverse("training_new", args=[who.pk]))]
            if may_note
            else [],
            buttons=[told.end(who, row.course, row) for row in knows.training if may_note],
        ),
    ]


@dataclass(frozen=True)
class _Told:
    """How a thing with proof is told."""

    names: Names
    may_read: bool
    today: date

    def fact(
        self,
        label: str,
        row: EmployeeSkill | AlternativeCompetence | TrainingRecord,
        words: str = "",
    ) -> Fact:
        """What, the proof, and who saw it when."""
        seen = self.names.get(row.seen_by) if row.seen_by else ""
        day = day_words(row.noted_on, self.today)
        proof = row.proof.rstrip(".")
        if not proof:
            saw = _("Noted %(day)s.") % {"day": day}
        elif seen:
            saw = _("%(proof)s. Seen by %(name)s %(day)s.") % {
                "proof": proof, "name": seen, "day": day,
            }  # fmt: skip
        else:
            saw = _("%(proof)s. Noted %(day)s.") % {"proof": proof, "day": day}
        file = ""
        if row.certificate_id and self.may_read:
            file = reverse("certificate", args=[row.employee_id, row.certificate_id])
        return Fact(
            label,
            " ".join(filter(None, (words, saw))),
            url=file,
            link_label=_("Fetch the certificate") if file else "",
        )

    def end(
        self, who: Employee, label: str, row: EmployeeSkill | AlternativeCompetence | TrainingRecord
    ) -> Button:
        """It holds no longer."""
        return Button(
            _("End: %(what)s") % {"what": label}, reverse("competence_end", args=[who.pk, row.pk])
        )


def _course_words(row: TrainingRecord, today: date) -> str:
    hours = ngettext("%(count)s hour", "%(count)s hours", row.hours) % {"count": row.hours}
    words = _("%(day)s, %(hours)s.") % {"day": day_words(row.taken_on, today), "hours": hours}
    if row.valid_until:
        until = day_words(row.valid_until, today)
        words += " " + (
            _("Valid until %(day)s.") % {"day": until}
            if row.valid_until >= today
            else _("Was valid until %(day)s.") % {"day": until}
        )
    return words


@dataclass(frozen=True)
class Helper:
    """A colleague who has said yes to be asked."""

    initials: str
    name: str
    role: str
    text: str


@dataclass(frozen=True)
class AskPage:
    """Who can help me with …?"""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    found: str
    helpers: Sequence[Helper]
    nothing: str
    own: Link | None

    @classmethod
    def of(
        cls, found: Sequence[Knows] | None, offer: HelpOffer | None, *, may_offer: bool
    ) -> AskPage:
        """`found` is None before anything has been asked."""
        own = None
        if may_offer:
            own = Link(
                _("You can be asked. Change what colleagues see")
                if offer
                else _("Say that you can be asked"),
                reverse("help_offer"),
            )
        return cls(
            title=_("Who can help me with …?"),
            lead=_("You find colleagues who have said yes to be asked, by name."),
            breadcrumb=[Link(_("Who can help me with …?"))],
            found=ngettext(
                "%(count)s colleague can be asked.",
                "%(count)s colleagues can be asked.",
                len(found),
            )
            % {"count": formats.in_words(len(found), language(), common_gender=True).capitalize()}
            if found
            else "",
            helpers=[_helper(each) for each in found or ()],
            nothing=_("Nobody who has said yes to be asked knows that. Ask your method supporter.")
            if found is not None and not found
            else "",
            own=own,
        )


def _helper(each: Knows) -> Helper:
    assert each.offer is not None
    knows = [
        *(_label(row) for row in each.skills),
        *(row.title for row in each.others),
        *(row.course for row in each.training),
    ]
    name = each.employee.name
    return Helper(
        "".join(word[0] for word in name.split()[:2]).upper(),
        name,
        each.employee.unit.name,
        " ".join(
            filter(
                None,
                (
                    _("Reach: %(how)s.") % {"how": each.offer.reach.rstrip(".")},
                    _("Knows: %(what)s.") % {"what": ", ".join(knows)} if knows else "",
                    each.offer.words,
                ),
            )
        ),
    )
