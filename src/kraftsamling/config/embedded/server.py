"""The embedded server as its users see it: there inside the `with`, gone after the last one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from kraftsamling.config.embedded.account import Account
from kraftsamling.config.embedded.binaries import binaries_for
from kraftsamling.config.embedded.cluster import Cluster
from kraftsamling.config.embedded.errors import ServerCannotRun
from kraftsamling.config.embedded.lock import Users, gate
from kraftsamling.config.embedded.places import (
    CLUSTER,
    home_of,
    leave_pointer,
    places_for,
    set_aside_if_abandoned,
)

DATABASE: Final = "kraftsamling"
OWNER: Final = "owner"  # migrates, backs up and restores
APP: Final = "app"  # what web and worker are: may only what it is granted


@dataclass(frozen=True)
class Server:
    """Addresses of a running server, one for each role. They go to children by the environment."""

    app_url: str
    owner_url: str
    superuser_url: str
    data: Path

    @classmethod
    def at(cls, socket_folder: Path, data: Path) -> Self:
        host = quote(str(socket_folder), safe="/")
        return cls(
            app_url=f"postgresql://{APP}@/{DATABASE}?host={host}",
            owner_url=f"postgresql://{OWNER}@/{DATABASE}?host={host}",
            superuser_url=f"postgresql://postgres@/postgres?host={host}",
            data=data,
        )


@contextmanager
def running(data: Path, *, durable: bool = True) -> Iterator[Server]:
    """The server of this data folder, started if it does not run and made if it does not exist.

    Any number of processes may be inside at the same time; the last one out stops the server.
    `durable=False` does not wait for the disk. It is for tests: a power cut may cost the database.
    """
    cluster = _cluster_in(data.expanduser().resolve(), durable=durable)
    places, account = cluster.places, cluster.account
    with gate(places.gate, account):
        users = Users(places.users, account)
        try:
            server = _started(cluster, data, durable=durable)
        except BaseException:
            if users.leave():
                cluster.stop()
            raise
    try:
        yield server
    finally:
        with gate(places.gate, account):
            if users.leave():
                cluster.stop()


def _cluster_in(data: Path, *, durable: bool) -> Cluster:
    try:
        data.mkdir(parents=True, exist_ok=True)
        account = Account.for_cluster(home_of(data) / CLUSTER)
        binaries = binaries_for(account)
        cluster = Cluster(places_for(data, account), account, binaries)
        with gate(cluster.places.gate, account):
            set_aside_if_abandoned(data, cluster.places, in_use=cluster.pid() is not None)
            if not cluster.places.cluster.exists():
                cluster.create(durable=durable)
            leave_pointer(data, cluster.places)
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise ServerCannotRun(
            f"The data folder {data} cannot be used: {error.strerror} ({error.filename}). Choose "
            "another with make run DATA=<folder>, or start as the account that owns it."
        ) from error
    cluster.refuse_other_version()
    return cluster


def _started(cluster: Cluster, data: Path, *, durable: bool) -> Server:
    socket_folder = cluster.socket_folder() or cluster.start(durable=durable)
    server = Server.at(socket_folder, data)
    _prepare(server, durable=durable)
    return server


def _prepare(server: Server, *, durable: bool) -> None:
    """Roles and database, as far as they are missing: a first start may have been cut short."""
    # The port is said because PGPORT in somebody's shell would say another.
    with psycopg.connect(server.superuser_url, port=5432, autocommit=True) as connection:
        if durable and connection.execute("SHOW fsync").fetchone() != ("on",):
            raise ServerCannotRun(
                f"The database server in {server.data} was started for tests and does not keep its "
                "data through a power cut. Stop the tests first, or choose another data folder."
            )
        roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        if OWNER not in roles:
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(OWNER))
            )
        if APP not in roles:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(APP)))
        # Given again if it is there already. The owner may become the app role, to test its walls.
        connection.execute(
            sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP), sql.Identifier(OWNER))
        )
        databases = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
        if DATABASE not in databases:
            connection.execute(
                sql.SQL(
                    "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' "
                    "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
                ).format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )
