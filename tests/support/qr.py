"""Reads the pictures on a printed page, as the camera of a phone would."""

from __future__ import annotations

import pypdfium2
import zxingcpp

SCALE = 3  # 216 dots an inch: what a phone sees at arm's length


def pictures_in(pdf: bytes) -> list[str]:
    """What every QR picture of a PDF says, page by page."""
    found: list[str] = []
    for page in pypdfium2.PdfDocument(pdf):
        drawn = page.render(scale=SCALE, grayscale=True)
        grey = memoryview(bytes(drawn.buffer)).cast("B", [drawn.height, drawn.stride])
        found += [each.text for each in zxingcpp.read_barcodes(grey)]
    return found
