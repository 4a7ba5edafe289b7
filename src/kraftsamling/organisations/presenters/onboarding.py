"""The page Get started."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Link, Step
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.door import declared_at, may_open
from kraftsamling.confidentiality.matrix import matrix
from kraftsamling.organisations.models import Authority, WayOfRunning
from kraftsamling.organisations.onboarding import OnboardingStep, steps
from kraftsamling.organisations.presenters import language
from kraftsamling.organisations.roles import AuthorityKind, roles_at


@dataclass(frozen=True)
class OnboardingPage:
    """Six steps, with state, time and what each gives."""

    title: str
    done_sentence: str
    lead: str
    done: int
    count: int
    words: str
    steps: Sequence[Step]
    afterwards: Sequence[Link]
    beside_record: bool
    where: Sequence[str]
    in_demo: bool

    @classmethod
    def of(
        cls, authority: Authority, actor: Actor, *, at: Circumstances, in_demo: bool
    ) -> OnboardingPage:
        every = steps()
        finished = {step.code for step in every if step.done(authority.pk)}
        counted = [step for step in every if not step.optional]
        done = sum(step.code in finished for step in counted)
        following = next((step for step in counted if step.code not in finished), None)
        words = _("%(done)s of %(count)s steps are done") % {"done": done, "count": len(counted)}
        reader = _Reader(authority, actor, at)
        return cls(
            title=_("Get started"),
            done_sentence=_sentence(done, len(counted)),
            lead=_("Everything that is needed is in place.")
            if following is None
            else _("Next: %(step)s. The rest can be done in any order.")
            % {"step": str(following.title).lower()},
            done=done,
            count=len(counted),
            words=words,
            steps=[reader.step(each, each.code in finished, each is following) for each in every],
            afterwards=_afterwards(authority),
            beside_record=authority.way_of_running == WayOfRunning.BESIDE_RECORD,
            where=_where(),
            in_demo=in_demo,
        )


def _sentence(done: int, count: int) -> str:
    part = formats.so_many_of(done, count, language()).capitalize()
    return ngettext("%(part)s step is done.", "%(part)s steps are done.", done) % {"part": part}


@dataclass(frozen=True)
class _Reader:
    """Who reads the page: a link that the role may not open becomes a sentence on who may."""

    authority: Authority
    actor: Actor
    at: Circumstances

    def step(self, each: OnboardingStep, is_done: bool, is_next: bool) -> Step:
        """One step, as far as this reader can take it."""
        title, text, time = str(each.title), each.text(self.authority.pk), str(each.time)
        if is_done:
            change = self.links([each.change] if each.change else [])
            label, url = change[0] if change else ("", "")
            return Step(title, text, "done", link_label=label, link_url=url)
        links = self.links(each.links)
        if each.links and not links:
            text = f"{text} {self.who_may(each.links[0][1])}".strip()
        if is_next and links:
            verbs = [
                Action(words, url, "secondary" if place else "primary")
                for place, (words, url) in enumerate(links)
            ]
            return Step(title, text, "now", time, actions=verbs)
        label, url = links[0] if links else ("", "")
        return Step(title, text, "now" if is_next else "todo", time, link_label=label, link_url=url)

    def links(self, offered: Sequence[tuple[object, str]]) -> list[tuple[str, str]]:
        """Those that exist in this version, and that the role may open."""
        found = [(str(words), _url(name)) for words, name in offered]
        return [
            (words, url) for words, url in found if url and may_open(self.actor, url, at=self.at)
        ]

    def who_may(self, name: str) -> str:
        """Which roles may open a page, of those that can be held here."""
        if not (url := _url(name)):
            return ""
        page = declared_at(url)
        roles = [
            str(role.label).lower()
            for role in roles_at(AuthorityKind(self.authority.kind))
            if matrix().cell(page.resource, page.action, role)
        ]
        return (
            _("This is done by: %(roles)s.") % {"roles": formats.joined(roles, language())}
            if roles
            else ""
        )


def _url(name: str) -> str:
    """A page that this version does not have gives no link."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _afterwards(authority: Authority) -> list[Link]:
    """What can come later. Only what exists is a link; the rest is said."""
    site = (
        Link(_("The public site is open. Look at it."), reverse("home"))
        if authority.site_opened_on
        else Link(_("The public site is opened by whoever runs Kraftsamling for you."))
    )
    return [
        Link(
            _(
                "The region's inbox for placed children comes in a later version. Until then the notice "
                "goes as a letter."
            )
        ),
        site,
        Link(
            _(
                "A tablet in the waiting room comes in a later version. Until then the slip has a code that "
                "opens the questions on a phone."
            )
        ),
    ]


def _where() -> list[str]:
    """Who writes what, and where, beside a record system: nothing twice."""
    return [
        _("Reports, investigations, decisions and case notes: in the record system, as today."),
        _("People and roles: here, by the system administrator and the managers."),
        _("Plans, activities and visits: here, by whoever leads the development."),
        _("Answers to the three questions: by children, parents and family homes themselves."),
        _("Figures: nobody writes them. They are counted from what is here."),
    ]
