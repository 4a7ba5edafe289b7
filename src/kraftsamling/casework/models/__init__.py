"""Everything that casework stores."""

from kraftsamling.casework.models.adults import AdultCase, JointHandling, ReportedChild
from kraftsamling.casework.models.allocation import AllocationLine, AllocationRun, WaitingPlan
from kraftsamling.casework.models.cases import (
    NOTHING_DUE,
    Assignment,
    Case,
    CasePerson,
    CaseStatusChange,
)
from kraftsamling.casework.models.channel import ChildChannel
from kraftsamling.casework.models.crisis import CrisisStep
from kraftsamling.casework.models.deadlines import Deadline, LegalRule
from kraftsamling.casework.models.decisions import (
    CommitteeMeeting,
    Decision,
    DelegationRule,
    ImmediateCustody,
    PartyCommunication,
)
from kraftsamling.casework.models.documents import (
    CaseDocument,
    CaseFile,
    CaseFilePiece,
    DocumentSeries,
    LetterTemplate,
)
from kraftsamling.casework.models.extracts import CaseExtract, Withholding
from kraftsamling.casework.models.help_requests import HelpRequest
from kraftsamling.casework.models.imports import (
    EntryKind,
    ImportBatch,
    ImportedRow,
    ImportPart,
    RecordEntry,
)
from kraftsamling.casework.models.interventions import (
    Intervention,
    InterventionFollowUp,
    InterventionKind,
    PreventiveCount,
)
from kraftsamling.casework.models.investigations import (
    ChildVoice,
    Hearing,
    Investigation,
    InvestigationHeading,
    InvestigationText,
    VoiceAnswer,
    VoicePicture,
    VoiceReading,
)
from kraftsamling.casework.models.lists import ExportJob, SavedView
from kraftsamling.casework.models.mappings import (
    MappingStatement,
    NetworkPerson,
    SafetyMapping,
    SafetyPlanCheck,
    SafetyPlanStep,
    SafetyScore,
)
from kraftsamling.casework.models.meetings import CoordinatedPlan, Meeting, MeetingPerson
from kraftsamling.casework.models.merges import PersonMerge
from kraftsamling.casework.models.notes import CaseNote, Draft, NoteSeal
from kraftsamling.casework.models.people import NumberKind, Person, who_it_is
from kraftsamling.casework.models.points import CaseWeight, LoadRating
from kraftsamling.casework.models.public_concerns import PublicConcern, PublicConcernSender
from kraftsamling.casework.models.qualifications import Qualification
from kraftsamling.casework.models.reports import (
    ConcernReport,
    PreliminaryAssessment,
    ProtectionAssessment,
    ReporterIdentity,
)
from kraftsamling.casework.models.searches import PersonSearch
from kraftsamling.casework.models.secrecy import (
    BrokenGlass,
    CaseRead,
    ConflictAnswer,
    ConflictBlock,
    Consult,
    GlassReason,
    ProtectedAllowed,
    ProtectedIdentity,
)
from kraftsamling.casework.models.sharing import Consent, ShareRecord

__all__ = [
    "NOTHING_DUE",
    "AdultCase",
    "AllocationLine",
    "AllocationRun",
    "Assignment",
    "BrokenGlass",
    "Case",
    "CaseDocument",
    "CaseExtract",
    "CaseFile",
    "CaseFilePiece",
    "CaseNote",
    "CasePerson",
    "CaseRead",
    "CaseStatusChange",
    "CaseWeight",
    "ChildChannel",
    "ChildVoice",
    "CommitteeMeeting",
    "ConcernReport",
    "ConflictAnswer",
    "ConflictBlock",
    "Consent",
    "Consult",
    "CoordinatedPlan",
    "CrisisStep",
    "Deadline",
    "Decision",
    "DelegationRule",
    "DocumentSeries",
    "Draft",
    "EntryKind",
    "ExportJob",
    "GlassReason",
    "Hearing",
    "HelpRequest",
    "ImmediateCustody",
    "ImportBatch",
    "ImportPart",
    "ImportedRow",
    "Intervention",
    "InterventionFollowUp",
    "InterventionKind",
    "Investigation",
    "InvestigationHeading",
    "InvestigationText",
    "JointHandling",
    "LegalRule",
    "LetterTemplate",
    "LoadRating",
    "MappingStatement",
    "Meeting",
    "MeetingPerson",
    "NetworkPerson",
    "NoteSeal",
    "NumberKind",
    "PartyCommunication",
    "Person",
    "PersonMerge",
    "PersonSearch",
    "PreliminaryAssessment",
    "PreventiveCount",
    "ProtectedAllowed",
    "ProtectedIdentity",
    "ProtectionAssessment",
    "PublicConcern",
    "PublicConcernSender",
    "Qualification",
    "RecordEntry",
    "ReportedChild",
    "ReporterIdentity",
    "SafetyMapping",
    "SafetyPlanCheck",
    "SafetyPlanStep",
    "SafetyScore",
    "SavedView",
    "ShareRecord",
    "VoiceAnswer",
    "VoicePicture",
    "VoiceReading",
    "WaitingPlan",
    "Withholding",
    "who_it_is",
]
