"""A backup is one file: a tar archive with a manifest first and PostgreSQL's own dump after it."""

import hashlib
import io
import json
import os
import tarfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final, Self

from kraftsamling.config.backup_tables import TableSum
from kraftsamling.config.commands.errors import CommandRefused

FORMAT: Final = "kraftsamling-backup"
FORMAT_VERSION: Final = 1
_MANIFEST: Final = "manifest.json"
_DUMP: Final = "database.dump"
_LARGEST_MANIFEST: Final = 10_000_000
_BLOCK: Final = 1 << 20


@dataclass(frozen=True)
class Manifest:
    version: str
    """Of Kraftsamling."""
    created: str
    postgresql: int
    """Major version."""
    dump_bytes: int
    dump_sha256: str
    tables: tuple[TableSum, ...]

    def to_json(self) -> bytes:
        document = {"format": FORMAT, "format_version": FORMAT_VERSION, **asdict(self)}
        return json.dumps(document, indent=1).encode()

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> Self:
        return cls(
            version=str(document["version"]),
            created=str(document["created"]),
            postgresql=int(document["postgresql"]),
            dump_bytes=int(document["dump_bytes"]),
            dump_sha256=str(document["dump_sha256"]),
            tables=tuple(
                TableSum(str(t["table"]), int(t["rows"]), str(t["checksum"]))
                for t in document["tables"]
            ),
        )


def write(file: Path, manifest: Manifest, dump: Path) -> None:
    """All or nothing, and for our own eyes only: everything about everybody is in it."""
    unfinished = file.with_name(f"{file.name}.unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with (
            os.fdopen(descriptor, "wb") as raw,
            tarfile.open(fileobj=raw, mode="w") as archive,
            dump.open("rb") as content,
        ):
            text = manifest.to_json()
            archive.addfile(_member(_MANIFEST, len(text)), io.BytesIO(text))
            archive.addfile(_member(_DUMP, manifest.dump_bytes), content)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)


def read(file: Path, dump: Path, *, newest: str) -> Manifest:
    """Check the whole file before anything else happens, and put its dump where it is asked for.

    `newest` is our own version: a file from a later one may hold what we do not know.
    """
    try:
        with tarfile.open(file, mode="r:") as archive:
            manifest = _manifest(file, archive, newest)
            member = archive.next()
            content = archive.extractfile(member) if member and member.name == _DUMP else None
            if content is None:
                raise _damaged(file, "the dump is missing")
            with dump.open("wb") as target:
                sha256, size = _copy(content, target)
    except FileNotFoundError:
        raise CommandRefused(f"There is no file {file}.") from None
    except IsADirectoryError:
        raise CommandRefused(f"{file} is a folder, not a backup file.") from None
    except (tarfile.TarError, EOFError) as error:
        raise _damaged(file, f"it ends too early or is no archive: {error}") from None
    if size != manifest.dump_bytes or sha256 != manifest.dump_sha256:
        raise _damaged(file, "the dump in it is not the one that was written")
    return manifest


def _manifest(file: Path, archive: tarfile.TarFile, newest: str) -> Manifest:
    member = archive.next()
    content = archive.extractfile(member) if member and member.name == _MANIFEST else None
    if member is None or content is None or member.size > _LARGEST_MANIFEST:
        raise _foreign(file)
    try:
        document = json.loads(content.read())
        if document["format"] != FORMAT:
            raise _foreign(file)
        if document["format_version"] > FORMAT_VERSION:
            raise _newer(file, str(document["version"]), newest)
        manifest = Manifest.from_json(document)
        is_newer = _parts(manifest.version) > _parts(newest)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _damaged(file, "its manifest cannot be read") from None
    if is_newer:
        raise _newer(file, manifest.version, newest)
    return manifest


def sha256_and_size(dump: Path) -> tuple[str, int]:
    with dump.open("rb") as content:
        return _copy(content, None)


def _copy(source: IO[bytes], target: IO[bytes] | None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while block := source.read(_BLOCK):
        digest.update(block)
        size += len(block)
        if target is not None:
            target.write(block)
    return digest.hexdigest(), size


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    return member


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _damaged(file: Path, why: str) -> CommandRefused:
    return CommandRefused(
        f"The backup {file} is damaged ({why}). Nothing was changed. Fetch the file again, or use "
        "another backup."
    )


def _foreign(file: Path) -> CommandRefused:
    return CommandRefused(
        f"{file} is not a backup of Kraftsamling. Nothing was changed. Choose a file that was "
        "written by `kraftsamling backup`."
    )


def _newer(file: Path, version: str, ours: str) -> CommandRefused:
    return CommandRefused(
        f"The backup {file} was written by Kraftsamling {version}, and this is {ours}. Nothing was "
        "changed. Install that version or a later one, and restore with it."
    )
