"""A database from before the first tables were made in one step is told from every other."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from kraftsamling.config.commands.database import Database
from kraftsamling.config.commands.errors import CommandRefused
from kraftsamling.config.commands.serve import made_before_the_first_tables, migrate


@pytest.fixture
def empty(django_db_setup: None) -> Iterator[str]:
    """The address of a database with nothing in it."""
    owner, name = os.environ["DATABASE_OWNER_URL"], f"former_{os.getpid()}"
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield make_conninfo(owner, dbname=name)
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_an_empty_database_and_one_of_today_are_not_former(empty: str) -> None:
    assert not made_before_the_first_tables(empty)
    assert not made_before_the_first_tables(os.environ["DATABASE_OWNER_URL"])


def test_a_former_demo_is_refused_with_what_to_do(
    empty: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("demo")
    with psycopg.connect(empty) as owner:
        owner.execute("CREATE TABLE django_migrations (app text, name text)")
        owner.execute("INSERT INTO django_migrations VALUES ('casework', '0010_person_searches')")

    with pytest.raises(CommandRefused, match=f"remove {folder} and start again"):
        migrate(Database(app_url="", owner_url=empty, embedded=True, data=folder))
