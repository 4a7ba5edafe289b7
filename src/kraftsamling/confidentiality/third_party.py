"""Classes for tables that libraries own. They hold accounts, sessions and jobs, never a matter.

Job arguments carry ids only (see docs/adr), and second factors are encrypted by our own adapter.
"""

from __future__ import annotations

from typing import Final

from kraftsamling.confidentiality.classes import Classification, DataClass, Rights

_SYSTEM: Final = Classification(DataClass.SYSTEM)

CLASSIFICATIONS: Final[dict[str, Classification]] = {
    "contenttypes": Classification(DataClass.SYSTEM, rights=Rights.READ),
    "auth": Classification(DataClass.SYSTEM, rights=Rights.READ),
    "sessions": _SYSTEM,
    "account": _SYSTEM,
    "mfa": _SYSTEM,
    "usersessions": _SYSTEM,
    "procrastinate": _SYSTEM,
    "pghistory": Classification(DataClass.SYSTEM, rights=Rights.NOTHING),
}
