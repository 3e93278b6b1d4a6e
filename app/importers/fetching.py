"""Web pages fetched politely: allowed sites and public addresses only, robots.txt kept, one at a time with a pause."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit
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


@dataclass(frozen=True, slots=True)
class Page:
    """What came back, and from where after redirects."""

    url: str
    body: bytes


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
        for _ in range(MOST_REDIRECTS + 1):
            parts = self._checked(url)
            robots = self._robots_of(parts)
            if not robots.can_fetch(AGENT, url):
                raise FetchRefused(f"{parts.hostname} asks robots not to fetch it")
            self._wait(parts, float(robots.crawl_delay(AGENT) or 0))
            status, location, body = self._request(parts)
            if status in REDIRECTS and location:
                url = urljoin(url, location)
            elif status == http.client.OK:
                return Page(url, body)
            else:
                raise FetchRefused(f"{parts.hostname} answers {status}")
        raise FetchRefused(f"more than {MOST_REDIRECTS} redirects")

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
            status, _, body = self._request(urlsplit(f"{origin}/robots.txt"))
            if status == http.client.OK:
                rules.parse(body.decode("utf-8", "replace").splitlines())
            elif status in (401, 403) or status >= 500:  # RFC 9309: unreachable rules forbid
                rules.parse(["User-agent: *", "Disallow: /"])
            else:
                rules.parse([])
            self._robots[origin] = rules
        return self._robots[origin]

    def _wait(self, parts: SplitResult, asked_seconds: float) -> None:
        pause = max(self.pause_seconds, min(asked_seconds, LONGEST_PAUSE_SECONDS))
        left = self._last.get(parts.netloc, -pause) + pause - time.monotonic()
        if left > 0:
            self.sleep(left)
        self._last[parts.netloc] = time.monotonic()

    def _request(self, parts: SplitResult) -> tuple[int, str | None, bytes]:
        """(status, where a redirect leads, body)."""
        host = str(parts.hostname)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = resolve_public(host, port, allow_private=self.allow_private, resolve=self.resolve)
        connection = (_PinnedHttps if parts.scheme == "https" else _PinnedHttp)(host, port, timeout=TIMEOUT_SECONDS)
        connection.address = address
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request("GET", path, headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"})
            response = connection.getresponse()
            return response.status, response.getheader("Location"), _read_bounded(response)
        except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
            raise FetchRefused(f"{host} cannot be reached: {error}") from error
        finally:
            connection.close()


def site_of(host_or_url: str) -> str:
    """The host without what sites put before their name for pages and feeds."""
    host = urlsplit(host_or_url).hostname if "://" in host_or_url else host_or_url.lower().strip(".")
    for prefix in ("www.", "feeds.", "rss."):
        host = (host or "").removeprefix(prefix)
    return host or ""


def _read_bounded(response: http.client.HTTPResponse) -> bytes:
    pieces, size, until = [], 0, time.monotonic() + LONGEST_SECONDS
    while piece := response.read1(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_PAGE or time.monotonic() > until:
            raise FetchRefused(f"larger than {LARGEST_PAGE:,} bytes, or slower than {LONGEST_SECONDS:g} seconds")
    return b"".join(pieces)


class _PinnedHttp(http.client.HTTPConnection):
    """Connects to the address that was checked."""

    address: str

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class _PinnedHttps(http.client.HTTPSConnection):
    """The same; the certificate must be the name's."""

    address: str

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
