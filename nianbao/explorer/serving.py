"""The explorer served at a socket that listens already, by this process or by several that share it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from socket import socket
from threading import Thread

import uvicorn
from fastapi import FastAPI
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from nianbao.explorer.parent import end_with_parent


class NotServed(Exception):
    """The processes that should answer could not begin; raised by `serve`. Each said why on standard error."""


@dataclass(frozen=True)
class Explorer:
    """What each process makes the application from: addresses of the database, handed over in memory alone."""

    reader: str = field(repr=False)
    sources: str = field(repr=False)

    def __call__(self) -> FastAPI:
        """The application on connections of this process's own."""
        # The one that starts the others answers nothing and needs none of this.
        from nianbao.explorer.app import make_app
        from nianbao.explorer.database import reading_engine, sources_engine

        end_with_parent()
        return make_app(reading_engine(self.reader), sources_engine(self.sources))


def serve(explorer: Explorer, bound: socket, workers: int = 1, ready: Callable[[], object] | None = None) -> None:
    """Answer until SIGINT or SIGTERM, which ends all processes; one that dies is replaced. Raises NotServed.

    `ready` is called in a thread, as soon as a connection to the socket will be answered.
    """
    config = uvicorn.Config(explorer, factory=True, workers=workers, log_level="warning", server_header=False)
    if ready is not None:
        # The socket listens: who connects now is answered once the application is there.
        Thread(target=ready, name="ready", daemon=True).start()
    if workers == 1:
        uvicorn.Server(config).run(sockets=[bound])
        return
    several = Multiprocess(config, sockets=[bound])
    several.run()
    if any(process.exitcode == STARTUP_FAILURE for process in several.processes):
        raise NotServed("no process could begin to answer")
