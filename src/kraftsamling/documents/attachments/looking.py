"""The parent's side: start the child, and believe only a whole answer."""

from __future__ import annotations

import json
import subprocess
from tempfile import TemporaryFile
from typing import Any, Final

from kraftsamling.documents.attachments.drawing import Drawn
from kraftsamling.documents.attachments.kinds import LIMITS, Flaw, Kind, NotAccepted, kind_of
from kraftsamling.documents.child_process import ask_child

CHILD: Final = "kraftsamling.documents.attachments.child"
CHILD_THAT_DRAWS: Final = "kraftsamling.documents.attachments.child_drawing"


def look_at(data: bytes) -> Kind:
    """What the bytes are, when they may be taken in. Raises NotAccepted."""
    said = _asked(CHILD, data)
    if not said.endswith(b"\n"):
        raise NotAccepted(Flaw.TOO_HEAVY)
    return Kind(_told(said)["kind"])


def redrawn(data: bytes) -> Drawn:
    """A PNG or JPEG drawn anew, without camera and place. Raises NotAccepted, for everything else too."""
    line, _, picture = _asked(CHILD_THAT_DRAWS, data).partition(b"\n")
    found = _told(line)
    if len(picture) != found["size"]:
        raise NotAccepted(Flaw.TOO_HEAVY)
    return Drawn(picture, int(found["width"]), int(found["height"]))


def _asked(child: str, data: bytes) -> bytes:
    if len(data) > LIMITS.size:
        raise NotAccepted(Flaw.TOO_LARGE)
    kind_of(data)  # what is another kind is told at once
    with TemporaryFile() as answer:
        try:
            ended_well = ask_child(child, "", data, answer, seconds=LIMITS.seconds)
        except subprocess.TimeoutExpired as late:
            raise NotAccepted(Flaw.TOO_SLOW) from late
        answer.seek(0)
        said = answer.read()
    if not ended_well:
        raise NotAccepted(Flaw.TOO_HEAVY)
    return said


def _told(line: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line or b'{"flaw": "TOO_HEAVY"}')
    if "flaw" in found:
        raise NotAccepted(Flaw(found["flaw"]))
    return found
