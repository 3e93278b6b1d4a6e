"""A gunicorn worker for clients that keep their connections and ask again at once, as maps and GIS programs do.

It differs from gunicorn's in three ways, all measured (`bench/serving`):

A thread that has answered waits a moment for the connection's next request. Given back, the connection goes through
the worker's own loop, from thread to thread and back, which takes longer than to read a request and to write an
answer. Nobody waits longer for it: a thread leaves at once where more connections want one than there are.

A worker waits before it accepts a connection, the longer the more it holds. Every idle worker wakes for a new one and
the quickest takes it, so that all of a client's may end in one process while the others idle.

Where a request has no body there is nothing left of it to be read, and so no time limit to be set for that and taken
back: at each of these three calls of the system the threads of a worker take turns.
"""

from __future__ import annotations

import select
import socket
from time import sleep

from gunicorn.http import RequestParser
from gunicorn.http.body import LengthReader
from gunicorn.workers.gthread import TConn, ThreadWorker

MILLISECONDS_STAYED = 2
SECONDS_A_CONNECTION = 0.0001
MOST_COUNTED = 8  # nobody waits for longer than 0.8 ms


class Requests(RequestParser):
    """The requests of a connection."""

    def finish_body(self, deadline: float | None = None, max_bytes: int | None = None) -> bool:
        """Read what is left of the last request, and tell whether all of it was."""
        reader = self.mesg.body.reader if self.mesg else None
        if isinstance(reader, LengthReader) and reader.length == 0:
            return True
        return super().finish_body(deadline, max_bytes)


class KeptConnectionsWorker(ThreadWorker):
    """gunicorn's worker of threads, with these waits, and without these calls."""

    def accept(self, listener: socket.socket) -> None:
        """Accept one connection, if it is still there. Requests go on in their threads during the wait."""
        sleep(SECONDS_A_CONNECTION * min(self.nr_conns, MOST_COUNTED))
        super().accept(listener)

    def handle(self, conn: TConn) -> object:
        """Answer the requests that come on one connection; whether it may be kept."""
        if conn.parser is None:
            conn.parser = Requests(self.cfg, conn.sock, conn.client)
        kept = super().handle(conn)
        while kept is True and self._asks_again(conn):
            kept = super().handle(conn)
        return kept

    def _asks_again(self, conn: TConn) -> bool:
        busy = self.nr_conns - len(self.keepalived_conns) - len(self.pending_conns)
        if busy > self.cfg.threads or not self.alive or conn.parser.unreader.buf.getvalue():
            return False  # what was read ahead is for the worker's loop, which knows how
        poll = select.poll()
        poll.register(conn.sock, select.POLLIN)
        return bool(poll.poll(MILLISECONDS_STAYED))
