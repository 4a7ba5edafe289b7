"""Pictures of the child's own page, beside those of `common.icons`: what to write about, with whom, where."""

from __future__ import annotations

from typing import Final

from kraftsamling.common.icons import ICONS

_FACE: Final = '<circle cx="12" cy="12" r="8.5"/><path d="M9 9.5v.5M15 9.5v.5'
_HOME: Final = '<path d="M3 11 12 4l9 7M6 9.5V20h12V9.5M10 20v-6h4v6"/>'
_TWO: Final = '<circle cx="7.5" cy="8" r="3"/><circle cx="16.5" cy="8" r="3"/>'

PICTURES: Final[dict[str, str]] = {
    "sida-mote": '<path d="M4 5h12v8H9l-4 3.5V13H4zM16 9h4v8h-1v3l-4-3h-4v-2"/>',
    "sida-bra": _FACE + 'M8 14c1 2 2.5 3 4 3s3-1 4-3"/>',
    "sida-inte-bra": _FACE + 'M8 16.5c1-2 2.5-3 4-3s3 1 4 3"/>',
    "sida-vill": (
        '<path d="m12 3 2.6 5.8 6.4.7-4.8 4.2 1.4 6.3-5.6-3.2L6.4 20l1.4-6.3L3 9.5l6.4-.7z"/>'
    ),
    "om-hemma": _HOME,
    "om-skola": '<path d="M5 4h14v16H5zM9 4v16M12 8h4M12 12h4"/>',
    "om-vanner": _TWO + '<path d="M3 20c0-4 2-6 4.5-6s4.5 2 4.5 6c0-4 2-6 4.5-6s4.5 2 4.5 6"/>',
    "om-somn": '<path d="M19 14.5A8 8 0 1 1 9.5 5a6.5 6.5 0 0 0 9.5 9.5z"/>',
    "om-besluta": '<path d="M5 4h14v16H5z"/><path d="m8.5 12 2.5 2.5 4.5-5"/>',
    "vem-ensam": _TWO + '<path d="M3 20c0-4 2-6 4.5-6M21 20c0-4-2-6-4.5-6M9 20h6"/>',
    "vem-foralder": (
        '<circle cx="9" cy="6.5" r="3.5"/><circle cx="17.5" cy="12" r="2.2"/>'
        '<path d="M3 21c0-5 2.5-8 6-8s5 2 5.5 5M14 21c0-3 1.5-5 3.5-5s3.5 2 3.5 5"/>'
    ),
    "vem-syskon": (
        '<circle cx="8" cy="9" r="2.8"/><circle cx="16.5" cy="11.5" r="2.2"/>'
        '<path d="M3.5 20c0-4 2-6 4.5-6s4.5 2 4.5 6c0-3 2-4.5 4-4.5s4 1.5 4 4.5"/>'
    ),
    "vem-vuxen": '<circle cx="12" cy="7" r="4"/><path d="M5 21c0-5 3.5-8 7-8s7 3 7 8"/>',
    "var-kontor": '<path d="M5 21V4h14v17M9 8h2M13 8h2M9 12h2M13 12h2M10 21v-5h4v5"/>',
    "var-hemma": _HOME,
    "var-skola": '<path d="M3 20V10h18v10M12 10V3l5 2-5 2M8 20v-4M16 20v-4M12 20v-5"/>',
    "var-ute": '<path d="M12 21v-6M12 15c-5 0-7-3-7-6s3-6 7-6 7 3 7 6-2 6-7 6z"/>',
    "var-telefon": '<path d="M8 3h8v18H8zM11 18h2"/>',
}


def register_all() -> None:
    """Called once at start."""
    ICONS.update(PICTURES)
