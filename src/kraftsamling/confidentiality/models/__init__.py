"""What the confidentiality app stores: who looked, the seals over it, and what waits for a second person."""

from kraftsamling.confidentiality.models.access_log import AccessLogEntry, AccessLogSeal
from kraftsamling.confidentiality.models.approvals import Approval, ApprovalStatus

__all__ = ["AccessLogEntry", "AccessLogSeal", "Approval", "ApprovalStatus"]
