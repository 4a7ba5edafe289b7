"""A picture is drawn anew: only what is seen in it comes along, neither camera nor place nor anything else.

Without Django: the child process loads this.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from kraftsamling.documents.attachments.kinds import Flaw, NotAccepted

LONGEST_SIDE: Final = 1600
QUALITY: Final = 85


@dataclass(frozen=True)
class Drawn:
    """A picture as we keep it: a JPEG without anything that followed along. Sides in pixels."""

    data: bytes
    width: int
    height: int


def draw_anew(data: bytes, *, formats: Sequence[str], most_pixels: int) -> Drawn:
    """Read what is in the bytes, and draw it again, at most LONGEST_SIDE long. Raises NotAccepted."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=tuple(formats)) as opened:
            if opened.width * opened.height > most_pixels:
                raise NotAccepted(Flaw.TOO_MANY_PIXELS)
            # A JPEG is read no larger than it will be drawn: a photo of a phone fits in little memory.
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            turned = ImageOps.exif_transpose(opened).convert("RGBA")
    except Image.DecompressionBombError as bomb:
        raise NotAccepted(Flaw.TOO_MANY_PIXELS) from bomb
    except (
        UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error, EOFError
    ) as error:  # fmt: skip
        raise NotAccepted(Flaw.DAMAGED) from error
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    paper = Image.new("RGB", turned.size, "white")
    paper.paste(turned, mask=turned.getchannel("A"))
    out = BytesIO()
    paper.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Drawn(out.getvalue(), *paper.size)
