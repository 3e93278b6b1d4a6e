"""A gunicorn worker that leaves new connections to the workers that hold fewer.

Every idle worker wakes for a new connection, and the quickest takes it, so that of a client's eight kept-alive
connections all may end in one process while the others idle: half the pace of two workers, as measured.
"""

from __future__ import annotations

import socket
from time import sleep

from gunicorn.workers.gthread import ThreadWorker

SECONDS_A_CONNECTION = 0.0001
MOST_COUNTED = 8  # nobody waits for longer than 0.8 ms


class EvenWorker(ThreadWorker):
    """Waits a moment before it accepts, the longer the more it holds; what another took meanwhile is gone by then."""

    def accept(self, listener: socket.socket) -> None:
        """Accept one connection, if it is still there. Requests go on in their threads during the wait."""
        sleep(SECONDS_A_CONNECTION * min(self.nr_conns, MOST_COUNTED))
        super().accept(listener)
