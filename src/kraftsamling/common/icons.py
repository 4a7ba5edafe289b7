"""Our own line icons, drawn on a 24 by 24 grid.

An icon decorates words that stand beside it, so it is always hidden from assistive technology.
The names are those of the menu and of the pages; a new icon is one line here.
"""

from __future__ import annotations

from typing import Final

ICONS: Final[dict[str, str]] = {
    "idag": '<path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4"/><path d="m9 15 2 2 4-4"/>',
    "arenden": '<path d="M3 7h7l2 2h9v10H3z"/>',
    "ljuset": '<path d="M3 20V12a9 9 0 0 1 18 0v8M8 20v-7a4 4 0 0 1 8 0v7"/>',
    "placeringar": '<path d="M3 11 12 4l9 7M6 9.5V20h12V9.5M10 20v-6h4v6"/>',
    "familjehem": (
        '<path d="M12 20s-7-4.5-7-10a4 4 0 0 1 7-2.6A4 4 0 0 1 19 10c0 5.5-7 10-7 10z"/>'
    ),
    "personal": (
        '<circle cx="9" cy="8" r="3.5"/>'
        '<path d="M3 20c0-4 3-6 6-6s6 2 6 6M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3 2.6 3 5.5"/>'
    ),
    "delaktighet": '<path d="M4 5h16v11H9l-5 4z"/><path d="M8 9h8M8 12h5"/>',
    "plan": '<path d="M5 3v18M5 4h13l-3 4 3 4H5"/>',
    "samverkan": (
        '<circle cx="6" cy="12" r="2.5"/><circle cx="18" cy="6" r="2.5"/>'
        '<circle cx="18" cy="18" r="2.5"/><path d="m8.3 10.9 7.4-3.8M8.3 13.1l7.4 3.8"/>'
    ),
    "larande": '<path d="m2 9 10-5 10 5-10 5zM6 11.5V17c3 2.5 9 2.5 12 0v-5.5"/>',
    "dela": '<path d="M12 15V4M8 8l4-4 4 4M5 13v7h14v-7"/>',
    "inkorg": '<path d="M4 5h16v14H4zM4 13h5l1 3h4l1-3h5"/>',
    "jamfor": '<path d="M4 20h16M7 20V11M12 20V5M17 20v-6"/>',
    "besok": '<path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11z"/>'
    '<circle cx="12" cy="10" r="2.3"/>',
    "installningar": (
        '<circle cx="12" cy="12" r="3"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3'
        'M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1"/>'
    ),
    "logg": '<path d="M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h5"/>',
    "import": '<path d="M12 4v11M8 11l4 4 4-4M5 15v5h14v-5"/>',
    "kalender": '<path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14h3M13 14h3M8 17h3"/>',
    "nyckeltal": '<path d="M4 4v16h16M8 15l4-4 3 2 5-6"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M5 21c0-4.5 3.5-7 7-7s7 2.5 7 7"/>',
    "sok": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 5 5"/>',
    "bock": '<path d="M5 12.5 10 17l9-10"/>',
    "mer": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "kryss": '<path d="m6 6 12 12M18 6 6 18"/>',
    "pil": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "klocka": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v6M12 7.5v.5"/>',
    "varning": '<path d="M12 3.5 2.5 20h19zM12 10v4.5M12 17v.5"/>',
    "las": '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
    "skriv-ut": '<path d="M7 9V4h10v5M7 16H4V9h16v7h-3M7 13h10v7H7z"/>',
    "ladda-ner": '<path d="M12 4v12M7 11l5 5 5-5M5 20h14"/>',
    "ljud": '<path d="M4 9.5h4l5-4v13l-5-4H4z"/><path d="M16.5 8.5a5 5 0 0 1 0 7"/>',
    "telefon": (
        '<path d="M5 4h4l1.5 4.5L8 10.2a12 12 0 0 0 5.8 5.8l1.7-2.5L20 15v4'
        'c0 1-1 1.500-2 1.400C10.500 19.600 4.400 13.500 3.600 6 3.500 5 4 4 5 4z"/>'
    ),
}

UP: Final = "M12 29l7-5 5 3 9-12M26 14h8v8"
DOWN: Final = "M12 15l7 5 5-3 9 12M26 30h8v-8"
WAVE: Final = "M11 22l5-5 6 9 6-8 6 5"
DOTS: Final = "M13 22h.01M22 22h.01M31 22h.01"
FACES: Final[dict[int, str]] = {
    4: "M30 58q20 22 40 0",
    3: "M32 62q18 10 36 0",
    2: "M34 66h32",
    1: "M32 70q18-12 36 0",
}
