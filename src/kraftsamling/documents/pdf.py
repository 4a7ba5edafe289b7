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
    try:
        return _compiled(template, data, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        # Somebody has written a sign that no font here has. The standard refuses the whole document for it;
        # a paper with an empty box in its place, still tagged, is of more use than none.
        if "could not be displayed" not in str(error):
            raise
        return _compiled(template, data)


def _compiled(template: Path, data: Mapping[str, Any], **how: Any) -> bytes:
    pdf: bytes = typst.compile(
        template.read_bytes(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        font_paths=_font_folders(),
        **how,
    )
    return pdf
