"""The clocks that acts of casework start and stop, by their codes in the catalogue of legal times."""

from __future__ import annotations

from typing import Final

from kraftsamling.casework.rules.legal_rules import Consequence

PROTECTION: Final = "protection_assessment_due"
PRELIMINARY: Final = "prelim_assessment_due"
FEEDBACK: Final = "reporter_feedback_due"
INVESTIGATION: Final = "investigation_due"
FOLLOW_UP: Final = "followup_no_measure_end"
APPEAL: Final = "appeal_deadline"
COURT_SUBMISSION: Final = "lvu_submit_immediate"
COURT_APPLICATION: Final = "lvu_apply_care"
CHILD_QUESTION: Final = "child_question_due"
INTERVENTION_FOLLOW_UP: Final = "intervention_follow_up_due"
JOINT_FOLLOW_UP: Final = "joint_follow_up_due"
SIP: Final = "sip_start"
NOT_OURS: Final = frozenset({Consequence.INFO.value, Consequence.AUTO_CLOSE.value})
"""Another party's time, or an end that comes by itself: it is shown, and never makes a case urgent."""
