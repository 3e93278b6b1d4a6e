"""The production server: gunicorn, run from here instead of from its own command line."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from app.web import context
from app.web.kept_connections import KeptConnectionsWorker

THREADS = 4  # a slow reader must not hold up a worker
TIMEOUT_SECONDS = 60


class Server(BaseApplication):
    """Serves one application; what it loaded before the fork is shared by all workers."""

    def __init__(self, app: Flask, host: str, port: int, workers: int, when_ready: Callable[[], None]) -> None:
        self._app = app
        self._options: dict[str, Any] = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "worker_class": KeptConnectionsWorker,
            "threads": THREADS,
            "timeout": TIMEOUT_SECONDS,
            "preload_app": True,
            "control_socket_disable": True,  # it would be made under HOME, which a service may not have
            "loglevel": "warning",
            "proc_name": "eventmap",
            "when_ready": lambda _: when_ready(),
            "post_fork": lambda _server, _worker: self._begin_worker(),
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)
        # Twenty are asked for at each request, and looked up by a function of Python's where they are no attributes.
        vars(self.cfg).update({name: setting.get() for name, setting in self.cfg.settings.items()})

    def load(self) -> Flask:
        return self._app

    def _begin_worker(self) -> None:
        # Told to stop before it has its own handlers, it would handle the signal as its parent does, and go on.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self._app.extensions[context.KEY].database.begin_process()
        gc.freeze()  # what the parent loaded is not looked through for garbage, which would copy its pages
