"""Documents that somebody else has sent: PDF, PNG and JPEG, looked at without trusting them.

`look_at(data)` says what the bytes are, or raises NotAccepted. A PDF that does something when it is opened,
or carries other files, is not taken in. The looking happens in a child process with limits (docs/adr/0030).
"""

from kraftsamling.documents.attachments.kinds import Flaw, Kind, NotAccepted, cleaned_name
from kraftsamling.documents.attachments.looking import look_at

__all__ = ["Flaw", "Kind", "NotAccepted", "cleaned_name", "look_at"]
