"""The parent's side: start the child, and believe only a whole answer."""

from __future__ import annotations

import json
import subprocess
from tempfile import TemporaryFile
from typing import Final

from kraftsamling.documents.attachments.kinds import LIMITS, Flaw, Kind, NotAccepted, kind_of
from kraftsamling.documents.child_process import ask_child

CHILD: Final = "kraftsamling.documents.attachments.child"


def look_at(data: bytes) -> Kind:
    """What the bytes are, when they may be taken in. Raises NotAccepted."""
    if len(data) > LIMITS.size:
        raise NotAccepted(Flaw.TOO_LARGE)
    kind_of(data)  # what is another kind is told at once
    with TemporaryFile() as answer:
        try:
            ended_well = ask_child(CHILD, "", data, answer, seconds=LIMITS.seconds)
        except subprocess.TimeoutExpired as late:
            raise NotAccepted(Flaw.TOO_SLOW) from late
        answer.seek(0)
        said = answer.read()
    if not ended_well or not said.endswith(b"\n"):
        raise NotAccepted(Flaw.TOO_HEAVY)
    found = json.loads(said)
    if "flaw" in found:
        raise NotAccepted(Flaw(found["flaw"]))
    return Kind(found["kind"])
