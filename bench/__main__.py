"""Run every module here that has a `run`, or those named, and print one table.

Ends with 1 when a bound is broken.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from bench.table import Row, as_text


def main(names: list[str]) -> int:
    """Measure, print, and say whether every bound held."""
    here = str(Path(__file__).parent)
    wanted = names or sorted(m.name for m in iter_modules([here]) if not m.name.startswith("_"))
    rows: list[Row] = []
    for name in wanted:
        run = getattr(import_module(f"bench.{name}"), "run", None)
        if run is not None:
            rows += run()
    print(as_text(rows))
    return 0 if all(row.ok for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
