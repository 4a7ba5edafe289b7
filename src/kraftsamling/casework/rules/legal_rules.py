"""The legal times of child and youth care as one table, with what they rest on.

These are start values. An authority's own row, read by its lawyer, lies in the database and goes before the
row here, so everything that counts (`deadlines`) is handed a `Rule` and never looks one up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal

Confidence = Literal["V", "S", "U"]


class Counting(StrEnum):
    """What the length of a rule is counted in."""

    HOURS = "HOURS"
    DAYS = "DAYS"
    WORKING_DAYS = "WORKING_DAYS"
    WEEKS = "WEEKS"
    MONTHS = "MONTHS"
    YEARS = "YEARS"
    SAME_DAY = "SAME_DAY"  # the length is 0: due on the day of the trigger itself


class Consequence(StrEnum):
    """What it means that the time has passed."""

    OVERDUE = "OVERDUE"  # somebody has not done what the law or the routine asks for
    LAPSE = "LAPSE"  # the decision has ceased to hold, and nothing done afterwards mends it
    AUTO_CLOSE = "AUTO_CLOSE"  # what was going on ends by itself
    AMBER = "AMBER"  # advice or agreement, not law
    TASK = "TASK"  # something is to be done, without a time in law
    INFO = "INFO"  # another party's time, a court's or a parent's


class Extension(StrEnum):
    """How the time can be made longer, if at all."""

    NONE = "NONE"
    REASON = "REASON"  # by whoever decides, with the reason in writing
    NAMED_DATE = "NAMED_DATE"  # by a decision to a certain day, with the reason
    COURT = "COURT"  # by the court alone


@dataclass(frozen=True, slots=True)
class Rule:
    """One legal time.

    `trigger` and `source` are plain English words. `may_roll`: whether the act may be done on the next
    weekday when the last day is a free day (lag 1930:173); it is told beside the date and moves no date.
    `confidence`: V read in the law, S read about in another source, U not checked; anything but V must be
    read by a lawyer before it is shown as law.
    """

    code: str
    trigger: str
    length: int
    counting: Counting
    consequence: Consequence
    may_roll: bool
    extension: Extension
    source: str
    confidence: Confidence


# Free days: a statutory time within which somebody must act may roll, also where the act is a
# court's. Nothing rolls where the rule is a child's protection, an age, an end that comes by itself,
# or a number of days that is ours or an agreement's.
_ROLLS: Final = True
_STAYS: Final = False
_C: Final = Counting
_Then: Final = Consequence
_Ext: Final = Extension
_Row = tuple[str, int, Counting, Consequence, bool, Extension, Confidence, str, str]

_REPORT: Final = "the concern report is received"

# fmt: off
# code, length, counting, consequence, whether it may roll, extension, confidence; trigger; source
_TABLE: Final[tuple[_Row, ...]] = (
    ("protection_assessment_due", 24, _C.HOURS, _Then.OVERDUE, _STAYS, _Ext.NONE, "U",
     _REPORT,
     "SoL 20 kap. (earlier 11 kap. 1 a §): at once; 24 hours is practice"),
    ("prelim_assessment_due", 14, _C.DAYS, _Then.OVERDUE, _STAYS, _Ext.REASON, "S",
     _REPORT,
     "SoL 20 kap. 2 § (earlier 11 kap. 1 a §): longer only for exceptional reasons"),
    ("reporter_feedback_due", 15, _C.DAYS, _Then.OVERDUE, _STAYS, _Ext.NONE, "U",
     _REPORT,
     "prop. 2025/26:12: a limit exists, its length is ours until it is read (14 + 1 days)"),
    ("registration_due", 1, _C.WORKING_DAYS, _Then.OVERDUE, _STAYS, _Ext.NONE, "U",
     _REPORT,
     "OSL 5 kap. 1 § and practice"),
    ("investigation_due", 4, _C.MONTHS, _Then.OVERDUE, _ROLLS, _Ext.NAMED_DATE, "U",
     "the investigation is opened",
     "SoL 20 kap. (earlier 11 kap. 2 §): longer for special reasons, to a certain day"),
    ("followup_no_measure_end", 2, _C.MONTHS, _Then.AUTO_CLOSE, _STAYS, _Ext.NONE, "U",
     "the committee decides to follow up after an investigation without an intervention, or after a "
     "placement has ended",
     "earlier SoL 11 kap. 4 a–c §§"),
    ("lvu_submit_immediate", 1, _C.WEEKS, _Then.LAPSE, _ROLLS, _Ext.NONE, "V",
     "immediate custody is decided (LVU 6 §); it is to be submitted to the court",
     "LVU 7 §"),
    ("lvu_court_review", 1, _C.WEEKS, _Then.INFO, _ROLLS, _Ext.COURT, "V",
     "the court has received the decision on immediate custody and its documents",
     "LVU 7 §: longer where there are exceptional obstacles"),
    ("lvu_apply_care", 4, _C.WEEKS, _Then.LAPSE, _ROLLS, _Ext.COURT, "V",
     "immediate custody is carried out; care is to be applied for",
     "LVU 8–9 §§"),
    ("lvu_court_hearing", 2, _C.WEEKS, _Then.INFO, _ROLLS, _Ext.COURT, "V",
     "the court has received the application for care of a child already in custody",
     "LVU 34 §"),
    ("lvu_start_care", 4, _C.WEEKS, _Then.LAPSE, _STAYS, _Ext.NONE, "V",
     "the order of care has become final",
     "LVU 5 §"),
    ("lvu2_consideration_due", 6, _C.MONTHS, _Then.OVERDUE, _ROLLS, _Ext.NONE, "V",
     "care under LVU 2 § starts, then the last consideration",
     "LVU 13 § first paragraph"),
    ("lvu3_review_due", 6, _C.MONTHS, _Then.OVERDUE, _ROLLS, _Ext.NONE, "V",
     "the order of care under LVU 3 § is carried out, then the last review",
     "LVU 13 § second paragraph"),
    ("sol_placement_consideration_due", 6, _C.MONTHS, _Then.OVERDUE, _ROLLS, _Ext.NONE, "U",
     "the placement starts, then the last consideration",
     "SoL 22 kap. (earlier 6 kap. 8 §)"),
    ("lvu22_review_due", 6, _C.MONTHS, _Then.OVERDUE, _ROLLS, _Ext.NONE, "V",
     "the committee decides on preventive interventions (LVU 22 §)",
     "LVU 22 §"),
    ("custody_transfer_consideration", 2, _C.YEARS, _Then.OVERDUE, _ROLLS, _Ext.NONE, "V",
     "the placement in the same family home is carried out",
     "LVU 13 c §; that placements under SoL follow the same rule is not checked"),
    ("custody_transfer_next_consideration", 1, _C.YEARS, _Then.OVERDUE, _ROLLS, _Ext.NONE, "V",
     "the last consideration of a transfer of custody",
     "LVU 13 c §; that placements under SoL follow the same rule is not checked"),
    ("moving_ban_consideration", 3, _C.MONTHS, _Then.OVERDUE, _ROLLS, _Ext.NONE, "V",
     "the moving ban begins to hold, then the last consideration",
     "LVU 26 §"),
    ("temporary_moving_ban_apply", 2, _C.WEEKS, _Then.LAPSE, _ROLLS, _Ext.NONE, "V",
     "the court confirms the temporary moving ban; a moving ban is to be applied for",
     "LVU 29 §"),
    ("travel_ban_review", 6, _C.MONTHS, _Then.OVERDUE, _ROLLS, _Ext.NONE, "V",
     "the travel ban is decided, then the last review",
     "LVU 31 c §"),
    ("lvu_aftercare_followup_end", 6, _C.MONTHS, _Then.AUTO_CLOSE, _STAYS, _Ext.NONE, "V",
     "the follow-up after care under LVU is opened; an investigation ends it earlier",
     "LVU 21 b–c §§"),
    ("lvu2_max_age", 18, _C.YEARS, _Then.LAPSE, _STAYS, _Ext.NONE, "V",
     "the child is born; care under LVU 2 § ends when the child becomes 18",
     "LVU 21 §"),
    ("lvu3_max_age", 21, _C.YEARS, _Then.LAPSE, _STAYS, _Ext.NONE, "V",
     "the young person is born; care under LVU 3 § ends when he or she becomes 21",
     "LVU 21 §"),
    ("family_home_visit_due", 3, _C.MONTHS, _Then.AMBER, _STAYS, _Ext.REASON, "S",
     "the last visit in the family home",
     "Socialstyrelsen's general advice: at least four visits a year"),
    ("health_exam_notice_due", 7, _C.DAYS, _Then.OVERDUE, _STAYS, _Ext.REASON, "S",
     "the placement is decided; the region is to be told, if possible the same day",
     "lag 2017:209 and earlier SoL 11 kap. 3 a §; the number of days is ours"),
    ("health_exam_done_due", 90, _C.DAYS, _Then.AMBER, _STAYS, _Ext.NONE, "U",
     "the region acknowledges the notice",
     "the agreement with the region; the number of days is ours until it is read there"),
    ("ivo_list_due", 0, _C.SAME_DAY, _Then.OVERDUE, _ROLLS, _Ext.NONE, "V",
     "31 January; a copy of the register of children in family homes is to be sent to IVO",
     "SoF 3 kap. 4 §"),
    ("ivo_over_three_children", 1, _C.WEEKS, _Then.TASK, _STAYS, _Ext.NONE, "V",
     "a placement is decided that makes more than three placed children in one home",
     "SoF 16 kap. 2 §: IVO is to be told; the length is ours"),
    ("chair_decision_report", 0, _C.SAME_DAY, _Then.TASK, _STAYS, _Ext.NONE, "V",
     "the committee's next meeting after a decision by its chair",
     "LVU 6, 11 and 27 §§"),
    ("appeal_deadline", 3, _C.WEEKS, _Then.INFO, _ROLLS, _Ext.NONE, "V",
     "the party gets the decision",
     "FL 44 §"),
    ("delay_notice", 0, _C.SAME_DAY, _Then.TASK, _STAYS, _Ext.NONE, "V",
     "it is seen that a case the person applied for will be much delayed",
     "FL 11 §: no length is given; the day is ours"),
    ("delay_request_answer", 4, _C.WEEKS, _Then.OVERDUE, _ROLLS, _Ext.NONE, "V",
     "the party asks in writing, after six months, for the case to be decided",
     "FL 12 §"),
    ("non_executed_decision", 3, _C.MONTHS, _Then.TASK, _STAYS, _Ext.NONE, "U",
     "a decision to grant is made and not carried out, then the last report to IVO",
     "SoL 34 kap. 1–4 §§; the three months and each quarter are not checked"),
    ("child_question_due", 14, _C.DAYS, _Then.AMBER, _STAYS, _Ext.NONE, "U",
     "an adult's case is opened; whether there are children in the household is to be asked",
     "ours: without the answer nobody knows whom the duty to report concerns (SoL 19 kap. 1 §)"),
    ("intervention_follow_up_due", 6, _C.MONTHS, _Then.TASK, _STAYS, _Ext.NONE, "U",
     "the intervention starts, then the last follow-up; the day is chosen in the plan",
     "SoF 10 kap. 3 §: the plan says when it is followed up; the months are ours"),
    ("joint_follow_up_due", 3, _C.MONTHS, _Then.TASK, _STAYS, _Ext.NONE, "U",
     "the units have planned their work with a family; the day is chosen in the plan",
     "ours: joint handling is planned and followed up"),
    ("sip_start", 10, _C.DAYS, _Then.AMBER, _STAYS, _Ext.NONE, "S",
     "need of both social services and health care is found, and consent is given",
     "SoL 10 kap. 8–9 §§ and HSL 16 kap. 4 §: without delay; 10 days as in Region Värmland"),
    ("lex_sarah_fix", 0, _C.SAME_DAY, _Then.TASK, _STAYS, _Ext.NONE, "S",
     "a failing or a risk of one is reported (lex Sarah)",
     "SoL 27 kap.: without delay, serious ones to IVO as soon as possible; the day is ours"),
    ("eviction_notice_receipt", 0, _C.SAME_DAY, _Then.OVERDUE, _STAYS, _Ext.NONE, "V",
     "the notice of an eviction comes from Kronofogden",
     "SoF 11 kap. 3 §"),
    ("record_retention", 5, _C.YEARS, _Then.TASK, _STAYS, _Ext.NONE, "V",
     "the last entry in the personal file",
     "earlier SoL 12 kap. 1–2 §§; files of placed children are kept (SoF 13 kap. 1 §)"),
    ("record_retention_child_investigation", 30, _C.YEARS, _Then.TASK, _STAYS, _Ext.NONE, "S",
     "the child whose investigation it is was born",
     "prop. 2025/26:12, read as a proposal"),
)
# fmt: on

CATALOGUE: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        code: Rule(
            code=code,
            trigger=trigger,
            length=length,
            counting=counting,
            consequence=consequence,
            may_roll=may_roll,
            extension=extension,
            source=source,
            confidence=confidence,
        )
        for code, length, counting, consequence, may_roll, extension, confidence, trigger, source in _TABLE
    }
)
