"""An embedded server of the tests' own, shared by this folder's tests."""

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from kraftsamling.config.embedded import Server, running


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """In a folder every account can reach: pytest's own is closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="kraftsamling-test-", dir="/tmp")).resolve()
    folder.chmod(0o755)
    with running(folder / "data", durable=False) as started:
        yield started
    shutil.rmtree(folder)


@pytest.fixture
def new_database(server: Server) -> Iterator[Callable[[], str]]:
    """Makes an empty database and returns the owner's address for it."""
    made: list[str] = []

    def make() -> str:
        name = f"t{uuid.uuid4().hex}"
        with psycopg.connect(server.owner_url, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        made.append(name)
        return server.owner_url.replace("/kraftsamling?", f"/{name}?")

    yield make
    with psycopg.connect(server.superuser_url, autocommit=True) as connection:
        for name in made:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )
