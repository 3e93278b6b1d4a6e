"""Web pages fetched politely: allowed sites and public addresses only, robots.txt kept, one at a time with a pause."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from app.importers.public_addresses import FetchRefused, Resolve, resolve_public

AGENT = "eventmap"
USER_AGENT = f"{AGENT}/0.1 (news events on the map)"
TIMEOUT_SECONDS = 20.0
LONGEST_SECONDS = 60.0
LARGEST_PAGE = 10_000_000
MOST_REDIRECTS = 5
PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0  # a site that asks for more is left alone for this long only
REDIRECTS = (301, 302, 303, 307, 308)
# What a page or a feed comes as; nothing said is taken for text.
_TEXT = re.compile(r"text/|application/(?:[\w.-]+\+)?(?:xml|json)\b|\s*$", re.IGNORECASE)
_AS_THEY_ARE = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Page:
    """What came back, and from where after redirects."""

    url: str
    body: bytes


class Reply(NamedTuple):
    """One answer of a server. `location` is where a redirect leads."""

    status: int
    location: str | None
    media_type: str
    body: bytes


class Answered(FetchRefused):
    """The server has nothing for us, and says so."""

    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason)
        self.status = status


@dataclass
class Fetcher:
    """Fetches from `sites` (a host stands for its subdomains, too); each redirect is checked like the first address."""

    sites: set[str]
    allow_private: bool = False
    pause_seconds: float = PAUSE_SECONDS
    resolve: Resolve = socket.getaddrinfo
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def allow(self, hosts: Iterable[str]) -> None:
        """Add sites by host or address."""
        self.sites.update(site_of(host) for host in hosts)

    def fetch(self, url: str) -> Page:
        """The page; raises `FetchRefused` with the reason why not."""
        return self._follow(url, self._request_politely)

    def _follow(self, url: str, request: Callable[[SplitResult], Reply]) -> Page:
        """The page at the end of all redirects, each of which is checked like the first address."""
        for _ in range(MOST_REDIRECTS + 1):
            parts = self._checked(url)
            reply = request(parts)
            if reply.status in REDIRECTS and reply.location:
                url = urljoin(url, reply.location)
            elif reply.status == http.client.OK:
                return Page(url, reply.body)
            else:
                raise Answered(f"{parts.hostname} answers {reply.status}", reply.status)
        raise FetchRefused(f"more than {MOST_REDIRECTS} redirects")

    def _request_politely(self, parts: SplitResult) -> Reply:
        robots = self._robots_of(parts)
        if not robots.can_fetch(AGENT, parts.geturl()):
            raise FetchRefused(f"{parts.hostname} asks robots not to fetch it")
        self._wait(parts, float(robots.crawl_delay(AGENT) or 0))
        reply = self._request(parts)
        if reply.status == http.client.OK and not _TEXT.match(reply.media_type):
            raise FetchRefused(f"{parts.hostname} sends {reply.media_type[:60]}, no page")
        return reply

    def _checked(self, url: str) -> SplitResult:
        try:
            parts = urlsplit(url)
            port_is_right = parts.port is None or parts.port > 0
        except ValueError as error:
            raise FetchRefused("no web address") from error
        if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_right or parts.username:
            raise FetchRefused("no web address")
        if not any(parts.hostname == site or parts.hostname.endswith(f".{site}") for site in self.sites):
            raise FetchRefused(f"{parts.hostname} is no allowed site; --allow {parts.hostname} would fetch from it")
        return parts

    def _robots_of(self, parts: SplitResult) -> RobotFileParser:
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            rules = RobotFileParser()
            try:
                page = self._follow(f"{origin}/robots.txt", self._request)
                rules.parse(page.body.decode("utf-8", "replace").splitlines())
            except Answered as answer:
                # RFC 9309: without rules all is free, but not where they cannot be had.
                closed = answer.status in (401, 403) or answer.status >= 500
                rules.parse(["User-agent: *", "Disallow: /"] if closed else [])
            self._robots[origin] = rules
        return self._robots[origin]

    def _wait(self, parts: SplitResult, asked_seconds: float) -> None:
        pause = max(self.pause_seconds, min(asked_seconds, LONGEST_PAUSE_SECONDS))
        left = self._last.get(parts.netloc, -pause) + pause - time.monotonic()
        if left > 0:
            self.sleep(left)
        self._last[parts.netloc] = time.monotonic()

    def _request(self, parts: SplitResult) -> Reply:
        host = str(parts.hostname)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = resolve_public(host, port, allow_private=self.allow_private, resolve=self.resolve)
        connection = (_PinnedHttps if parts.scheme == "https" else _PinnedHttp)(host, port, timeout=TIMEOUT_SECONDS)
        connection.address = address
        # Letters beyond ASCII, which feeds do write, go as their bytes.
        path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_AS_THEY_ARE)
        # A server that sends a byte now and then never runs into the time limit of a single wait.
        is_late = threading.Event()
        clock = threading.Timer(LONGEST_SECONDS, _hang_up, [connection, is_late])
        clock.start()
        try:
            connection.request("GET", path, headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"})
            reply = _read_reply(connection.getresponse())
            if is_late.is_set():  # what was cut off may look whole
                raise TimeoutError(f"it took longer than {LONGEST_SECONDS:g} seconds")
            return reply
        except (OSError, http.client.HTTPException, UnicodeError, ValueError, zlib.error) as error:
            raise FetchRefused(f"{host} cannot be reached: {error}") from error
        finally:
            clock.cancel()
            connection.close()


def site_of(host_or_url: str) -> str:
    """The host without what sites put before their name for pages and feeds."""
    host = urlsplit(host_or_url).hostname if "://" in host_or_url else host_or_url.lower().strip(".")
    for prefix in ("www.", "feeds.", "rss."):
        host = (host or "").removeprefix(prefix)
    return host or ""


def _hang_up(connection: http.client.HTTPConnection, is_late: threading.Event) -> None:
    is_late.set()
    with contextlib.suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _read_reply(response: http.client.HTTPResponse) -> Reply:
    body = response.read(LARGEST_PAGE + 1)
    if response.getheader("Content-Encoding", "identity").lower() in ("gzip", "x-gzip"):  # some do not listen
        body = zlib.decompressobj(wbits=31).decompress(body, LARGEST_PAGE + 1)
    if len(body) > LARGEST_PAGE:
        raise FetchRefused(f"larger than {LARGEST_PAGE:,} bytes")
    return Reply(response.status, response.getheader("Location"), response.getheader("Content-Type", ""), body)


class _PinnedHttp(http.client.HTTPConnection):
    """Connects to the address that was checked."""

    address: str

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class _PinnedHttps(http.client.HTTPSConnection):
    """The same; the certificate must be the name's."""

    address: str

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
