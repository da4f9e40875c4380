"""The embedded Postgres: started when needed, on a Unix socket only, and left running until it is told to stop."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from nianbao.store import embedded_process as processes
from nianbao.store.embedded_binaries import programs, programs_for
from nianbao.store.embedded_cluster import configure, make_cluster
from nianbao.store.embedded_errors import EmbeddedFailed
from nianbao.store.embedded_home import nianbao_home
from nianbao.store.embedded_lock import locked
from nianbao.store.embedded_paths import PORT, Places, open_socket_folder, places_of

__all__ = ["DATABASE", "OWNER", "SAMPLE_DATABASE", "EmbeddedFailed", "EmbeddedServer", "nianbao_home"]

OWNER = "nianbao"
DATABASE = "nianbao"
SAMPLE_DATABASE = "nianbao_sample"
_LOG_LIMIT = 5_000_000  # bytes; a longer log is set aside once at the next start


class EmbeddedServer:
    """The Postgres server of one home (see `nianbao_home`). A method that cannot do its work raises EmbeddedFailed."""

    def __init__(self, home: Path) -> None:
        """`home`: a folder, made by `start` where it is missing."""
        self.home = home.absolute()

    def start(self) -> None:
        """Start the server, its cluster made at first, and return when it takes connections; a running one is left."""
        if self.running():
            return
        with self._held() as places:
            found = processes.postmaster_of(places.cluster)
            # A server whose socket was swept out of the temporary folder answers nobody: it is started anew.
            if found is None or (not found.ready and processes.end(found)):
                self._launch(places)

    def stop(self) -> None:
        """Stop the server where one runs and wait until it has gone; open transactions are rolled back."""
        if not self.home.exists():
            return
        with self._held() as places:
            found = processes.postmaster_of(places.cluster)
            if found is None:
                return
            if not processes.end(found):
                raise EmbeddedFailed(f"the server (process {found.process.pid}) did not stop{self._log_end(places)}")
            with suppress(OSError):  # swept already, or the user's own files lie there
                found.socket_folder.rmdir()

    def running(self) -> bool:
        """Whether the server runs and takes connections."""
        found = processes.postmaster_of(self._cluster())
        return found is not None and found.ready

    def url(self, database: str, role: str = OWNER) -> str:
        """The percent-encoded URL of a database of the running server, for SQLAlchemy and libpq; no password."""
        found = processes.postmaster_of(self._cluster())
        if found is None or not found.ready:
            raise EmbeddedFailed("the embedded server does not run: nianbao db start")
        folder = quote(os.fsencode(found.socket_folder), safe="")
        return f"postgresql://{quote(role, safe='')}@/{quote(database, safe='')}?host={folder}&port={PORT}"

    def ensure_database(self, name: str) -> None:
        """Make the database and the owner role on the running server where they are missing."""
        # Late: psycopg takes a tenth of a second that start and stop need not pay.
        import psycopg

        from nianbao.store.embedded_roles import ensure_database

        try:
            ensure_database(self.url("postgres", "postgres"), name)
        except psycopg.Error as error:
            raise EmbeddedFailed(f"the embedded server refused to make the database {name}: {error}") from error

    def program(self, name: str) -> Path:
        """One of the wheel's programs, such as psql, for this user to run."""
        return programs() / name

    def _cluster(self) -> Path:
        entrance = self.home.resolve() / "postgres"
        return entrance.parent / entrance.readlink() if entrance.is_symlink() else entrance

    @contextmanager
    def _held(self) -> Iterator[Places]:
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            with locked(self.home / "postgres.lock"):
                yield places_of(self.home)
        except OSError as error:
            raise EmbeddedFailed(
                f"the embedded server in {self.home} failed: {error}; mend that, or set NIANBAO_HOME to another folder"
            ) from error

    def _launch(self, places: Places) -> None:
        # A shutdown or crash that still goes on holds the cluster; the programs below would only say so.
        if not processes.end_orphans(places.cluster):
            raise EmbeddedFailed(f"processes of an earlier server still hold {places.cluster}: wait, then try again")
        folder = places.socket_folder()
        tools = programs_for(places.account, places.copies)
        make_cluster(places, tools)
        open_socket_folder(folder, places.account)
        processes.forget_stranger(places.cluster, folder)
        configure(places.cluster, folder)
        self._set_log_aside(places.log)
        with places.log.open("ab") as log:
            # PGDATA, not -D: pg_ctl hands its arguments to a shell, which would read signs in the path.
            done = places.account.run(
                [tools / "pg_ctl", "start", "--wait", "--timeout=60"], env={"PGDATA": str(places.cluster)}, output=log
            )
        if done.returncode != 0 or not self.running():
            raise EmbeddedFailed(f"the embedded server did not start{self._log_end(places)}")

    def _set_log_aside(self, log: Path) -> None:
        if log.exists() and log.stat().st_size > _LOG_LIMIT:
            log.replace(log.with_name(log.name + ".1"))

    def _log_end(self, places: Places, lines: int = 12) -> str:
        if not places.log.exists():
            return "; it left no log"
        said = places.log.read_text("utf-8", errors="replace").splitlines()[-lines:]
        return f"; the end of {places.log}:\n" + "\n".join(said)
