"""How the survey meets the matrix."""

from __future__ import annotations

from kraftsamling.confidentiality.conditions import always, in_space, same_authority
from kraftsamling.confidentiality.policy import bind
from kraftsamling.participation.models import (
    ActionOnAnswers,
    HandedOut,
    SharedCode,
    Survey,
    SurveyImport,
)

bind("survey", Survey, ORG=same_authority(), ORGMEMBER=in_space(), PUBLISHED=always())
# No actor reaches a row of an answer; results are computed figures of one's own authority.
bind("survey_answer", None)
bind("survey_result", None, ORGMEMBER=always(), PUBLISHED=always())
# Words are reached through database functions of one's own authority; `moderate` reads them first.
bind("survey_freetext", None, ORG=always())
bind("survey_slip", HandedOut, ORG=same_authority())
bind("survey_action", ActionOnAnswers, ORG=same_authority())
bind("shared_code", SharedCode, ORG=same_authority())
bind("survey_wording", Survey, ORG=same_authority(), ORGMEMBER=in_space())
bind("survey_import", SurveyImport, ORG=same_authority())
