"""The values that no other app owns, with their sources. What was not read in the source says so."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kraftsamling.confidentiality.approvals import VALID_FOR as APPROVAL_VALID_FOR
from kraftsamling.organisations.attempts import FAILURES
from kraftsamling.organisations.invitations import VALID_FOR as INVITATION_VALID_FOR
from kraftsamling.organisations.sessions import AT_MOST, IDLE, PARALLEL_SESSIONS
from kraftsamling.organisations.settings_catalogue import SettingDefinition, Words, register

_RULES = _("Decided in the design of the product")
_MINUTES, _HOURS, _DAYS, _YEARS = _("minutes"), _("hours"), _("days"), _("years")


def _fixed(code: str, name: Words, default: int, unit: Words, where: Words) -> SettingDefinition:
    return SettingDefinition(
        code,
        name,
        "int",
        default,
        unit,
        _RULES,
        True,
        where,
        changeable=False,
    )


def _kept(code: str, name: Words, default: int, unit: Words, source: Words) -> SettingDefinition:
    return SettingDefinition(
        f"retention.{code}", name, "int", default, unit, source, False,
        _("Clearing (comes with the case pages)"), changeable=False,
    )  # fmt: skip


def _own(code: str, name: Words, default: int, unit: Words, where: Words) -> SettingDefinition:
    return SettingDefinition(code, name, "int", default, unit, _RULES, True, where)


_LOGIN, _PAGES = _("Login"), _("Pages that come later")
_LOAD = _("The load of a worker (comes with the case pages)")


def register_all() -> None:
    """Called once at start."""
    register(
        _fixed("session.idle", _("A login ends without use"), IDLE.seconds // 60, _MINUTES, _LOGIN),
        _fixed(
            "session.total",
            _("A login ends at the latest"),
            AT_MOST.seconds // 3600,
            _HOURS,
            _LOGIN,
        ),
        _fixed(
            "session.parallel", _("Logins side by side"), PARALLEL_SESSIONS, _("logins"), _LOGIN
        ),
        _fixed("login.failures", _("Failed logins before a pause"), 5, _("in 15 minutes"), _LOGIN),
        _fixed(
            "login.closed",
            _("Failed logins before only a new invitation helps"),
            FAILURES,
            _("in a row"),
            _LOGIN,
        ),
        _fixed("login.password", _("Shortest password"), 15, _("characters"), _LOGIN),
        _fixed(
            "invitation.valid",
            _("An invitation can be used"),
            INVITATION_VALID_FOR.days,
            _DAYS,
            _LOGIN,
        ),
        _fixed(
            "approval.valid",
            _("A decision that takes two waits for the second"),
            APPROVAL_VALID_FOR.days,
            _DAYS,
            _("Decisions that take two"),
        ),
        _own("idea.answer", _("An idea is answered"), 14, _DAYS, _("Ideas from residents")),
        _own("manager.span", _("Most staff for each manager"), 25, _("people"), _PAGES),
        _own("load.full", _("Full load at five years' experience"), 150, _("points"), _LOAD),
        _own("load.one_to_four", _("Full load at one to four years"), 120, _("points"), _LOAD),
        _own("load.first_year", _("Full load in the first year"), 90, _("points"), _LOAD),
        _own("load.trainee", _("Full load of a trainee"), 30, _("points"), _LOAD),
        _own("region.aim", _("The region is told: aim"), 0, _("days after the decision"), _PAGES),
        _own("region.late", _("The region is told: late after"), 3, _("working days"), _PAGES),
        _own("region.too_late", _("The region is told: too late after"), 7, _DAYS, _PAGES),
        _kept("G1", _("A personal file is kept after its last note"), 5, _YEARS, "SoL"),
        _kept(
            "G2", _("Placement, adoption and paternity documents: never cleared"), 0, _YEARS, "SoL"
        ),
        _kept("G3", _("Born on day 5, 15 or 25: to the archive, after"), 5, _YEARS, "SoL"),
        _kept(
            "G4", _("Some documents of a child's file, from birth"), 30, _YEARS, _("Not confirmed")
        ),
        _kept("G5", _("A report without investigation"), 5, _YEARS, _("Not confirmed")),
        _kept("G6", _("Applications, after the decision"), 2, _YEARS, _("Staff law")),
        _kept("G7", _("The e-mail of a comment, after moderation"), 90, _DAYS, _RULES),
        _kept("G8", _("The access log, at least"), 5, _YEARS, _RULES),
        _kept("G9", _("Survey invitations, after closing"), 30, _DAYS, _RULES),
        _kept("G10", _("Export files, after creation"), 24, _HOURS, _RULES),
        _kept("G11", _("Backups"), 90, _DAYS, _RULES),
    )
