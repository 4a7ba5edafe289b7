"""Documents that somebody else has sent: PDF, PNG and JPEG, looked at without trusting them.

`look_at(data)` says what the bytes are, or raises NotAccepted. A PDF that does something when it is opened,
or carries other files, is not taken in. The looking happens in a child process with limits (docs/adr/0030).
`redrawn(data)` draws a picture anew in such a process, so that only what is seen in it is kept.
"""

from kraftsamling.documents.attachments.drawing import Drawn, draw_anew
from kraftsamling.documents.attachments.kinds import Flaw, Kind, NotAccepted, cleaned_name
from kraftsamling.documents.attachments.looking import look_at, redrawn

__all__ = [
    "Drawn", "Flaw", "Kind", "NotAccepted", "cleaned_name", "draw_anew", "look_at", "redrawn",
]  # fmt: skip
