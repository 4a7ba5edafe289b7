"""Everything that casework stores."""

from kraftsamling.casework.models.cases import (
    NOTHING_DUE,
    Assignment,
    Case,
    CasePerson,
    CaseStatusChange,
)
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
from kraftsamling.casework.models.imports import (
    EntryKind,
    ImportBatch,
    ImportedRow,
    RecordEntry,
)
from kraftsamling.casework.models.investigations import (
    ChildVoice,
    Hearing,
    Investigation,
    InvestigationHeading,
    InvestigationText,
    VoiceAnswer,
)
from kraftsamling.casework.models.lists import ExportJob, SavedView
from kraftsamling.casework.models.notes import CaseNote, Draft, NoteSeal
from kraftsamling.casework.models.people import NumberKind, Person
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

__all__ = [
    "NOTHING_DUE",
    "Assignment",
    "BrokenGlass",
    "Case",
    "CaseDocument",
    "CaseFile",
    "CaseFilePiece",
    "CaseNote",
    "CasePerson",
    "CaseRead",
    "CaseStatusChange",
    "ChildVoice",
    "CommitteeMeeting",
    "ConcernReport",
    "ConflictAnswer",
    "ConflictBlock",
    "Consult",
    "Deadline",
    "Decision",
    "DelegationRule",
    "DocumentSeries",
    "Draft",
    "EntryKind",
    "ExportJob",
    "GlassReason",
    "Hearing",
    "ImmediateCustody",
    "ImportBatch",
    "ImportedRow",
    "Investigation",
    "InvestigationHeading",
    "InvestigationText",
    "LegalRule",
    "LetterTemplate",
    "NoteSeal",
    "NumberKind",
    "PartyCommunication",
    "Person",
    "PersonSearch",
    "PreliminaryAssessment",
    "ProtectedAllowed",
    "ProtectedIdentity",
    "ProtectionAssessment",
    "RecordEntry",
    "ReporterIdentity",
    "SavedView",
    "VoiceAnswer",
]
