"""Pages of the design itself."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kraftsamling.common import clock
from kraftsamling.common import gallery as samples
from kraftsamling.common.parts import Link

_SCHEMES: Final = {"auto": "Som enheten", "light": "Ljust", "dark": "Mörkt"}


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in all its states; ?farg=light and ?farg=dark force the colours."""
    asked = request.GET.get("farg", "auto")
    scheme = asked if asked in _SCHEMES else "auto"
    schemes = [
        Link(words, f"?farg={code}", current=code == scheme) for code, words in _SCHEMES.items()
    ]
    content = samples.content(clock.today())
    return render(
        request, "common/gallery.html", {**content, "schemes": schemes, "color_scheme": scheme}
    )
