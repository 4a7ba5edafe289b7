"""What a comment may be formatted with. Thirteen tags and four attributes; anything else is shown as text.

Two walls, one behind the other. The first knows exactly what an allowed tag looks like and escapes every
other sign, so that nothing is lost: whoever writes `<video>` sees `<video>`. The second is ammonia, a parser
that thinks as a browser does, and throws away what the first should not have let through.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Final
from urllib.parse import urlsplit

import nh3

ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "acronym": frozenset({"title"}),
    "b": frozenset(),
    "blockquote": frozenset({"cite"}),
    "cite": frozenset(),
    "code": frozenset(),
    "del": frozenset({"datetime"}),
    "em": frozenset(),
    "i": frozenset(),
    "q": frozenset({"cite"}),
    "strike": frozenset(),
    "strong": frozenset(),
}
"""The tags, each with its own attributes."""

SCHEMES: Final = frozenset({"http", "https"})
DEEPEST: Final = 20
LONGEST_ADDRESS: Final = 500
LONGEST_TITLE: Final = 200

_ATTRIBUTE: Final = r"""\s+([a-z]{4,8})\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')"""
_TAG: Final = re.compile(rf"<(/?)([a-z]{{1,10}})((?:{_ATTRIBUTE})*+)\s*>", re.IGNORECASE)
_EACH_ATTRIBUTE: Final = re.compile(_ATTRIBUTE, re.IGNORECASE)
# Control signs, and signs that turn the direction of the text around them.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
_ADDRESS: Final = re.compile(r"https?://[^\s\\<>\"'`{}|^]+", re.IGNORECASE)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?")


def plain(text: str) -> str:
    """Text without signs that nobody sees, its lines ended in one way."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def html_of(text: str) -> str:
    """What somebody wrote, as HTML that is safe to show."""
    return nh3.clean(
        _first_wall(plain(text)),
        tags=set(ATTRIBUTES),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items() if names},
        url_schemes=set(SCHEMES),
        link_rel="nofollow noopener ugc",
    )


def _first_wall(text: str) -> str:
    told: list[str] = []
    inside: list[str] = []
    end = 0
    for found in _TAG.finditer(text):
        told.append(escape(text[end : found.start()]))
        told.append(_tag(found, inside))
        end = found.end()
    told.append(escape(text[end:]))
    told += [f"</{name}>" for name in reversed(inside)]
    return "".join(told)


def _tag(found: re.Match[str], inside: list[str]) -> str:
    """The tag as it is let through, or as text. `inside` is what is open around it."""
    closes, name, attributes = found[1], found[2].lower(), found[3]
    if closes:
        if inside and inside[-1] == name and not attributes:
            inside.pop()
            return f"</{name}>"
        return escape(found[0])
    given = _attributes(name, attributes)
    if given is None or not _fits(name, inside):
        return escape(found[0])
    inside.append(name)
    return f"<{name}{given}>"


def _fits(name: str, inside: list[str]) -> bool:
    """No link in a link, no block among words, and no tower."""
    if name not in ATTRIBUTES or len(inside) >= DEEPEST:
        return False
    if name == "blockquote":
        return all(each == "blockquote" for each in inside)
    return name != "a" or "a" not in inside


def _attributes(name: str, text: str) -> str | None:
    """The attributes written anew; None when there is one that the tag may not have."""
    given: dict[str, str] = {}
    for found in _EACH_ATTRIBUTE.finditer(text):
        key, value = found[1].lower(), plain(unescape(found[2] or found[3] or ""))
        if key not in ATTRIBUTES.get(name, ()) or key in given or not _is_good(key, value):
            return None
        given[key] = value
    return "".join(f' {key}="{escape(value)}"' for key, value in given.items())


def _is_good(key: str, value: str) -> bool:
    if key in ("href", "cite"):
        return len(value) <= LONGEST_ADDRESS and _is_address(value)
    if key == "datetime":
        return _DAY.fullmatch(value) is not None
    return len(value) <= LONGEST_TITLE


def is_address(value: str, *, hosts: frozenset[str] | None = None) -> bool:
    """Whether an address is https and leads out of here; with `hosts`, to one of them."""
    if not value.lower().startswith("https://") or plain(value) != value or not _is_address(value):
        return False
    return hosts is None or (urlsplit(value).hostname or "") in hosts


def _is_address(value: str) -> bool:
    if not _ADDRESS.fullmatch(value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc
