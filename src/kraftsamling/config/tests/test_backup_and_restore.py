"""A backup restores to the same rows, and a file that is not right changes nothing."""

import json
import stat
import tarfile
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

import kraftsamling
from kraftsamling.config import backup_file
from kraftsamling.config.backup import backup, program_of, restore
from kraftsamling.config.backup_tables import sums_of
from kraftsamling.config.commands.archives import refuse_one_person
from kraftsamling.config.commands.errors import CommandRefused

WORLD = """
CREATE TABLE child (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), authority_id int, born date);
CREATE TABLE file (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, chunk bytea, at timestamptz);
CREATE TABLE note (child_id uuid REFERENCES child, text text);
CREATE SCHEMA aside;
CREATE TABLE aside."order" (number numeric(8, 2));
ALTER TABLE child ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON child TO PUBLIC USING (authority_id = 1);
GRANT SELECT ON child TO app;
CREATE FUNCTION no_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
CREATE TRIGGER append_only BEFORE INSERT OR UPDATE OR DELETE ON note
    FOR EACH ROW EXECUTE FUNCTION no_change();
ALTER TABLE note DISABLE TRIGGER append_only;
INSERT INTO child (authority_id, born) SELECT n % 3, date '2015-01-01' + n
    FROM generate_series(1, 500) n;
INSERT INTO note SELECT id, 'Åsa säger "hej"' || chr(10) || 'och går' FROM child;
INSERT INTO file (chunk, at) SELECT decode(repeat('00ff', 5000), 'hex'), now()
    FROM generate_series(1, 20);
INSERT INTO aside."order" VALUES (1.10), (1.10), (NULL);
ALTER TABLE note ENABLE TRIGGER append_only;
"""


def quietly(text: str) -> None:
    """Progress is for people."""


@pytest.fixture
def full(new_database: Callable[[], str]) -> str:
    url = new_database()
    with psycopg.connect(url) as connection:
        connection.execute(WORLD.encode())
    return url


@pytest.fixture
def saved(full: str, tmp_path: Path) -> Path:
    file = tmp_path / "all of it.backup"
    backup(full, file, quietly)
    return file


def tables(url: str) -> int:
    with psycopg.connect(url) as connection:
        return len(sums_of(connection, quietly))


def test_a_restore_gives_the_same_rows_walls_rights_and_triggers(
    full: str, saved: Path, new_database: Callable[[], str]
) -> None:
    target = new_database()

    manifest = restore(target, saved, quietly)

    assert {(t.table, t.rows) for t in manifest.tables} == {
        ("public.child", 500),
        ("public.note", 500),
        ("public.file", 20),
        ("aside.order", 3),
    }
    with psycopg.connect(full) as before, psycopg.connect(target) as after:
        assert sums_of(before, quietly) == sums_of(after, quietly)
        inserted = "INSERT INTO file (chunk) VALUES ('x') RETURNING id"
        assert after.execute(inserted).fetchone() == (21,)
        with pytest.raises(psycopg.errors.RaiseException):
            after.execute("DELETE FROM note")
    with psycopg.connect(target.replace("owner@", "app@")) as app:
        assert app.execute("SELECT DISTINCT authority_id FROM child").fetchall() == [(1,)]


def test_the_file_is_for_its_owner_only_and_never_replaces_another(full: str, saved: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600

    with pytest.raises(CommandRefused, match="exists already"):
        backup(full, saved, quietly)

    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE child SET born = born + 1 WHERE id = (SELECT id FROM child LIMIT 1)",
        "UPDATE file SET chunk = set_byte(chunk, 9999, 1) WHERE id = 7",
        'UPDATE aside."order" SET number = 0 WHERE number IS NULL',
        "DELETE FROM file WHERE id = 3",
    ],
)
def test_the_sum_of_a_table_sees_a_change_in_one_row(full: str, change: str) -> None:
    with psycopg.connect(full) as connection:
        before = sums_of(connection, quietly)
        connection.execute(change.encode())

        assert sums_of(connection, quietly) != before


def test_a_truncated_file_is_refused_before_anything_is_touched(
    saved: Path, new_database: Callable[[], str]
) -> None:
    content = saved.read_bytes()
    target = new_database()
    # In the manifest, in the dump, and just before the archive's end.
    for length in (700, len(content) // 2, len(content) - 12_000):
        saved.write_bytes(content[:length])
        with pytest.raises(CommandRefused, match="is damaged"):
            restore(target, saved, quietly)

    assert tables(target) == 0


def test_a_file_with_one_wrong_byte_is_refused(
    saved: Path, new_database: Callable[[], str]
) -> None:
    content = bytearray(saved.read_bytes())
    content[len(content) - 15_000] ^= 1
    saved.write_bytes(content)
    target = new_database()

    with pytest.raises(CommandRefused, match="is damaged"):
        restore(target, saved, quietly)

    assert tables(target) == 0


def test_foreign_files_are_refused(tmp_path: Path, new_database: Callable[[], str]) -> None:
    target = new_database()
    text = tmp_path / "letter.txt"
    text.write_text("Dear all, " * 200)
    archive = tmp_path / "photos.tar"
    with tarfile.open(archive, "w") as photos:
        photos.add(text, "letter.txt")

    for file in (text, archive):
        with pytest.raises(CommandRefused, match=r"is damaged|is not a backup"):
            restore(target, file, quietly)
    with pytest.raises(CommandRefused, match="There is no file"):
        restore(target, tmp_path / "none", quietly)


def _with_manifest(saved: Path, **changes: object) -> Path:
    """The same backup with another manifest."""
    dump = saved.with_name("dump")
    manifest = backup_file.read(saved, dump, newest="9999.0")
    document = json.loads(manifest.to_json()) | changes
    changed = saved.with_name("changed.backup")

    class Changed:
        dump_bytes = manifest.dump_bytes

        def to_json(self) -> bytes:
            return json.dumps(document).encode()

    backup_file.write(changed, Changed(), dump)  # type: ignore[arg-type]
    return changed


@pytest.mark.parametrize("changes", [{"version": "999.0.0"}, {"format_version": 2}])
def test_a_file_of_a_newer_version_is_refused(
    saved: Path, new_database: Callable[[], str], changes: dict[str, object]
) -> None:
    target = new_database()

    with pytest.raises(CommandRefused, match=f"and this is {kraftsamling.__version__}"):
        restore(target, _with_manifest(saved, **changes), quietly)

    assert tables(target) == 0


def test_rows_that_differ_from_the_manifest_are_named(
    saved: Path, new_database: Callable[[], str]
) -> None:
    sums = [{"table": "public.child", "rows": 499, "checksum": "1"}]

    with pytest.raises(CommandRefused, match=r"aside\.order, public\.child.*Do not use it"):
        restore(new_database(), _with_manifest(saved, tables=sums), quietly)


def test_only_an_empty_installation_is_filled(full: str, saved: Path) -> None:
    with pytest.raises(CommandRefused, match="not empty: it has 4 tables"):
        restore(full, saved, quietly)


def test_a_server_of_another_version_needs_its_own_programs() -> None:
    with pytest.raises(CommandRefused, match="postgresql-client-99"):
        program_of("pg_dump", 99)


def test_in_production_two_different_people_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_one_person("", "")
    monkeypatch.setenv("KRAFTSAMLING_MODE", "production")

    with pytest.raises(CommandRefused, match="two people"):
        refuse_one_person("Sara", "")
    with pytest.raises(CommandRefused, match="same person"):
        refuse_one_person("Sara", " sara ")
    refuse_one_person("Sara", "Liv")
