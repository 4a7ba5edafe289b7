"""PDF through Typst: tagged, with title and language, from a template and data, never from pasted markup.

Data reaches the template as JSON, so that no text a person typed can become Typst code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst
from django.contrib.staticfiles import finders

TEMPLATES: Final = Path(__file__).with_name("typst")


@cache
def _font_folders() -> list[str]:
    font = finders.find("vendor/inter/files/inter-latin-wght-normal.woff2")
    return [str(Path(font).parent)] if isinstance(font, str) else []


def render_pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """The PDF of one Typst template. `data` is what `json(sys.inputs.data)` gives inside it."""
    pdf: bytes = typst.compile(  # type: ignore[misc]
        template.read_bytes(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        font_paths=_font_folders(),
    )
    return pdf
