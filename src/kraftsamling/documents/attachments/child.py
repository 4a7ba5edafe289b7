"""The child process: the bytes on stdin, one line of JSON on stdout. Nothing is parsed elsewhere."""

from __future__ import annotations

import json
import sys
from io import BytesIO
from typing import Any, Final

from kraftsamling.documents.attachments.kinds import (
    LIMITS,
    MOST_PAGES,
    MOST_PIXELS,
    Flaw,
    Kind,
    NotAccepted,
    kind_of,
)
from kraftsamling.documents.tables.child import limit_this_process

DOES_SOMETHING: Final = frozenset(
    {"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/RichMedia", "/XFA", "/Launch"}
)
ACTS: Final = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToE",
        "/EmbeddedFile",
        "/RichMedia",
    }
)
DEEPEST: Final = 60


def main() -> None:
    """Look, answer, end."""
    limit_this_process(LIMITS)
    try:
        _say(kind=_looked_at(sys.stdin.buffer.read(LIMITS.size + 1)))
    except NotAccepted as refused:
        _say(flaw=refused.flaw)
    except (MemoryError, RecursionError):
        _say(flaw=Flaw.TOO_HEAVY)


def _looked_at(data: bytes) -> Kind:
    if len(data) > LIMITS.size:
        raise NotAccepted(Flaw.TOO_LARGE)
    kind = kind_of(data)
    if kind is Kind.PDF:
        _look_at_pdf(data)
    else:
        _look_at_picture(data, kind)
    return kind


def _look_at_picture(data: bytes, kind: Kind) -> None:
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=(kind.name,)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAccepted(Flaw.TOO_MANY_PIXELS)
            opened.load()
    except (NotAccepted, MemoryError):
        raise
    except Image.DecompressionBombError as bomb:
        raise NotAccepted(Flaw.TOO_MANY_PIXELS) from bomb
    except Exception as error:  # whatever a stranger's bytes make of a decoder
        raise NotAccepted(Flaw.DAMAGED) from error


def _look_at_pdf(data: bytes) -> None:
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise NotAccepted(Flaw.LOCKED)
        pages = len(reader.pages)
        if not pages:
            raise NotAccepted(Flaw.DAMAGED)
        if pages > MOST_PAGES:
            raise NotAccepted(Flaw.TOO_MANY_PAGES)
        for each in _objects(reader):
            _ensure_still(each, 0)
    except (NotAccepted, MemoryError, RecursionError):
        raise
    except Exception as error:  # whatever a stranger's bytes make of a parser
        raise NotAccepted(Flaw.DAMAGED) from error


def _objects(reader: Any) -> Any:
    """Every object of the file, also those that no page leads to."""
    from pypdf.generic import IndirectObject

    yield reader.trailer
    for generation, places in reader.xref.items():
        for number in places:
            yield reader.get_object(IndirectObject(number, generation, reader))
    for number in reader.xref_objStm:
        yield reader.get_object(IndirectObject(number, 0, reader))


def _ensure_still(what: Any, depth: int) -> None:
    """Raises NotAccepted for something that acts when the file is opened, or carries another file."""
    if depth > DEEPEST:
        raise NotAccepted(Flaw.TOO_HEAVY)
    if isinstance(what, dict):
        if DOES_SOMETHING & set(what) or what.get("/S") in ACTS or what.get("/Type") in ACTS:
            raise NotAccepted(Flaw.ACTIVE)
        for each in what.values():
            _ensure_still(each, depth + 1)
    elif isinstance(what, list):
        for each in what:
            _ensure_still(each, depth + 1)


def _say(**what: str) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


if __name__ == "__main__":
    main()
