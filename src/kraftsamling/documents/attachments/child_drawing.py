"""The child process that draws a picture anew: one line of JSON on stdout, then the JPEG."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import Final

from kraftsamling.documents.attachments.drawing import draw_anew
from kraftsamling.documents.attachments.kinds import LIMITS, Flaw, Kind, NotAccepted, kind_of
from kraftsamling.documents.tables.child import limit_this_process

PICTURE_LIMITS: Final = replace(LIMITS, answer=8 * 1024 * 1024)
MOST_PIXELS: Final = 60_000_000


def main() -> None:
    """Draw, answer, end."""
    limit_this_process(PICTURE_LIMITS)
    data = sys.stdin.buffer.read(LIMITS.size + 1)
    try:
        kind = kind_of(data)
        if kind is Kind.PDF:
            raise NotAccepted(Flaw.OTHER_KIND)
        drawn = draw_anew(data, formats=[kind.name], most_pixels=MOST_PIXELS)
    except NotAccepted as refused:
        _say(flaw=refused.flaw)
    except (MemoryError, RecursionError):
        _say(flaw=Flaw.TOO_HEAVY)
    else:
        _say(width=drawn.width, height=drawn.height, size=len(drawn.data))
        sys.stdout.flush()
        sys.stdout.buffer.write(drawn.data)


def _say(**what: str | int) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


if __name__ == "__main__":
    main()
