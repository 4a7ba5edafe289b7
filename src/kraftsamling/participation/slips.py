"""Slips to print and cut, and a sheet for the wall: code, address and a picture for the phone's camera.

The picture holds the address with the code after "#", a part that browsers keep to themselves: the code never
stands in a path, a query or a log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import segno

from kraftsamling.documents.pdf import render_pdf

TEMPLATES: Final = Path(__file__).with_name("typst")


def link_with(address: str, code: str) -> str:
    """The address with the code in its fragment."""
    return f"{address}#kod={code}"


def slips_pdf(codes: Sequence[str], *, address: str, words: Mapping[str, Any]) -> bytes:
    """One PDF with eight slips a page."""
    slips = [{"code": code, "qr": picture_of(link_with(address, code))} for code in codes]
    shown = address.split("://", 1)[-1]
    return render_pdf(
        TEMPLATES / "slips.typ", {"slips": slips, "address": shown, "words": dict(words)}
    )


def sheet_pdf(code: str, *, address: str, words: Mapping[str, Any]) -> bytes:
    """One A4 with a picture that is read from across a table."""
    shown = address.split("://", 1)[-1]
    data = {"code": code, "qr": picture_of(link_with(address, code)), "address": shown}
    return render_pdf(TEMPLATES / "sheet.typ", {**data, "words": dict(words)})


def slip_in_letter(code: str, *, address: str, words: Mapping[str, Any]) -> dict[str, Any]:
    """What a letter's own template draws as the slip at its end."""
    shown = address.split("://", 1)[-1]
    picture = picture_of(link_with(address, code))
    return {"code": code, "qr": picture, "address": shown, "words": dict(words)}


def picture_of(link: str) -> str:
    """A link as a picture for the camera of a phone, in SVG."""
    out = BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="svg", border=2, omitsize=True)
    return out.getvalue().decode()
