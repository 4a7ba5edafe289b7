"""Check every vendored file against the manifest: python scripts/check_vendor.py [--write]

Files from others are committed as they were published. The manifest names package, version,
licence and sha256 of each. A changed, missing or unlisted file fails the check; `--write` computes
the sums anew after a deliberate upgrade (docs/how-to/build-a-page.md tells how that is done).
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
VENDOR: Final = ROOT / "src/kraftsamling/common/static/vendor"
MANIFEST: Final = VENDOR / "manifest.json"
TEST_VENDOR: Final = ROOT / "tests/support/vendor"


def sha256(path: Path) -> str:
    """The checksum of one file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def found_files(root: Path) -> dict[str, Path]:
    """Every vendored file, by its path from the root of the repository."""
    return {
        path.relative_to(root).as_posix(): path
        for folder in (VENDOR, TEST_VENDOR)
        for path in sorted((root / folder.relative_to(ROOT)).rglob("*"))
        if path.is_file() and path.name != MANIFEST.name
    }


def listed_files(manifest: dict[str, Any]) -> dict[str, str]:
    """Path and checksum of every file the manifest names."""
    return {
        file["path"]: file["sha256"]
        for package in manifest["packages"]
        for file in package["files"]
    }


def problems(root: Path = ROOT) -> list[str]:
    """One sentence per fault; an empty list when all is as published."""
    manifest = json.loads((root / MANIFEST.relative_to(ROOT)).read_text(encoding="utf-8"))
    listed, found = listed_files(manifest), found_files(root)
    faults = [f"{path} is listed but missing" for path in sorted(listed.keys() - found.keys())]
    faults += [f"{path} is not in the manifest" for path in sorted(found.keys() - listed.keys())]
    faults += [
        f"{path} is not the file that was published"
        for path in sorted(listed.keys() & found.keys())
        if sha256(found[path]) != listed[path]
    ]
    for package in manifest["packages"]:
        if not any(Path(file["path"]).name.endswith("LICENSE") for file in package["files"]):
            faults.append(f"{package['name']} has no licence text")
    return faults


def write() -> None:
    """Compute the checksums of the listed files anew."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    for package in manifest["packages"]:
        for file in package["files"]:
            file["sha256"] = sha256(ROOT / file["path"])
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Print what is wrong; the exit code says whether anything is."""
    if "--write" in arguments:
        write()
    faults = problems()
    for fault in faults:
        print(fault, file=sys.stderr)  # noqa: T201 - a command talks
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
