"""The running server, asked as clients ask it."""

from __future__ import annotations

import gzip
import http.client
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.functional.conftest import PROJECT, environment


def test_it_is_ready_and_says_where(site):
    assert site.get("/health/ready").json == {"status": "ok"}
    assert site.get("/").status == 200


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL's tools are not installed")
def test_gdal_reads_a_query_by_its_address(site):
    address = f"{site.root}/events.geojson?region=Iraq"
    seen = subprocess.run(["ogrinfo", "-ro", "-so", "-al", address], capture_output=True, text=True, check=True).stdout
    expected = site.get("/events.geojson?region=Iraq").json["numberReturned"]
    assert f"Feature Count: {expected}" in seen
    assert expected > 0
    assert "Geometry: Multi Polygon" in seen
    for column in (
        "date_from: Date",
        "killed_best: Integer",
        "radius_km: Real",
        "confidence: Real",
        "actors: StringList",
    ):
        assert column in seen, column


def test_every_sample_event_is_listed_placed_or_not(site):
    page = site.get("/events.geojson").json
    summary = site.get("/events/summary").json
    assert page["numberReturned"] == summary["total"] + summary["aggregates"]
    assert page["numberReturned"] >= 20
    windowed = site.get("/events.geojson?from=1900-01-01").json
    assert windowed["numberReturned"] + windowed["undated"] == page["numberReturned"]
    boxed = site.get("/events.geojson?bbox=-180,-90,180,90").json
    assert boxed["numberReturned"] + boxed["unplaced"] == page["numberReturned"]


def test_an_event_has_a_page_a_feature_and_its_evidence(site):
    feature = site.get("/events.geojson?limit=1").json["features"][0]
    assert site.get(f"/events/{feature['id']}.geojson").json == feature
    page = site.get(f"/events/{feature['id']}").body.decode()
    assert "Content-Security-Policy" in site.get(f"/events/{feature['id']}").headers
    assert feature["properties"]["sources"][0]["title"][:15] in page.replace("&#39;", "'")


def test_next_links_are_whole_addresses_that_work(site):
    seen, url = [], "/events.geojson?limit=7&geometry=none"
    while url:
        page = site.get(url).json
        seen += [feature["id"] for feature in page["features"]]
        following = next((link["href"] for link in page["links"] if link["rel"] == "next"), None)
        assert following is None or following.startswith(site.root)
        url = following and "{0.path}?{0.query}".format(urlsplit(following))
    assert len(seen) == len(set(seen)) == site.get("/events.geojson?geometry=none").json["numberReturned"]


def test_compression_validators_and_head(site):
    zipped = site.get("/events.geojson", Accept_Encoding="gzip")
    assert json.loads(gzip.decompress(zipped.body))["type"] == "FeatureCollection"
    etag = zipped.headers["ETag"]
    assert site.get("/events.geojson", If_None_Match=etag).status == 304
    head = site.get("/events.geojson", method="HEAD")
    assert (head.status, head.body) == (200, b"")


def open_sockets(process: int) -> int:
    return sum("socket:" in str(file.readlink()) for file in Path(f"/proc/{process}/fd").iterdir())


def workers_of(server: int) -> list[int]:
    """The server's processes that serve, as soon as there are two; the first may answer before the second is there."""
    until = time.monotonic() + 30
    found: list[int] = []
    while len(found) < 2 and time.monotonic() < until:
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        found = [int(pid) for pid in children if b"app.cli" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        time.sleep(0.5)
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="which process holds a connection is read from /proc")
def test_kept_connections_are_spread_over_the_workers(site):
    before = {pid: open_sockets(pid) for pid in workers_of(site.process.pid)}
    assert len(before) == 2
    with ExitStack() as kept:
        for _ in range(20):
            client = kept.enter_context(closing(http.client.HTTPConnection(urlsplit(site.root).netloc, timeout=30)))
            client.request("GET", "/health/live")
            assert client.getresponse().read()
        held = {pid: open_sockets(pid) - count for pid, count in before.items()}
        assert min(held.values()) >= 3, held


def test_more_kept_connections_than_threads_are_all_served_in_turn(site):
    """A thread stays with a connection for a moment; who waits for a thread must not wait for longer than that."""
    with ExitStack() as kept:
        clients = [
            kept.enter_context(closing(http.client.HTTPConnection(urlsplit(site.root).netloc, timeout=30)))
            for _ in range(40)
        ]
        with ThreadPoolExecutor(len(clients)) as pool:

            def ask(client: http.client.HTTPConnection) -> list[int]:
                statuses = []
                for _ in range(10):
                    client.request("GET", "/health/live")
                    reply = client.getresponse()
                    reply.read()
                    statuses.append(reply.status)
                return statuses

            assert {status for statuses in pool.map(ask, clients) for status in statuses} == {200}


def test_requests_sent_ahead_are_answered_in_order(site):
    host = urlsplit(site.root)
    paths = ("/health/live", "/nothing", "/health/live")
    asked = b"".join(f"GET {path} HTTP/1.1\r\nHost: {host.netloc}\r\n\r\n".encode() for path in paths)
    with socket.create_connection((host.hostname, host.port), timeout=30) as client:
        client.sendall(asked)
        said = b""
        while said.count(b"HTTP/1.1 ") < len(paths) or not said.endswith(b"}"):
            piece = client.recv(65536)
            assert piece, said
            said += piece
    assert [part[:3] for part in said.split(b"HTTP/1.1 ")[1:]] == [b"200", b"404", b"200"]


def test_a_body_that_nobody_reads_is_not_taken_for_the_next_request(site):
    host, unread = urlsplit(site.root), b"GET /nothing HTTP/1.1\r\n\r\n" * 100
    head = f"POST /health/live HTTP/1.1\r\nHost: {host.netloc}\r\nContent-Length: {len(unread)}\r\n\r\n".encode()
    asked = head + unread + f"GET /health/live HTTP/1.1\r\nHost: {host.netloc}\r\nConnection: close\r\n\r\n".encode()
    with socket.create_connection((host.hostname, host.port), timeout=30) as client:
        client.sendall(asked)
        said = b"".join(iter(lambda: client.recv(65536), b""))
    assert [part[:3] for part in said.split(b"HTTP/1.1 ")[1:]] == [b"405", b"200"]


def test_a_stopped_server_ends_though_connections_are_kept(module_settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=PROJECT, env=environment(module_settings), stderr=subprocess.PIPE) as server:
        try:
            assert b"serving" in server.stderr.readline()
            with closing(http.client.HTTPConnection(f"127.0.0.1:{port}", timeout=30)) as client:
                client.request("GET", "/health/live")
                client.getresponse().read()
                server.terminate()
                assert server.wait(20) == 0
        finally:
            server.kill()


def test_articles_need_a_token_and_then_appear_at_once(site):
    article = json.dumps(
        {"text": "A bomb killed four people near Kirkuk on Monday.", "published": "2023-11-22"}
    ).encode()
    assert site.get("/articles", "POST", article, Content_Type="application/json").status == 401
    token = site.run("token", "create", "functional").stdout.strip()
    headers = {"Content_Type": "application/json", "Authorization": f"Bearer {token}"}
    added = site.get("/articles", "POST", article, **headers)
    assert added.status == 201
    (entry,) = added.json["articles"]
    assert site.get(f"/events/{entry['events'][0]}.geojson").json["properties"]["killed_best"] == 4
    assert site.get("/articles", "POST", article, **headers).json["articles"][0]["status"] == "known"
    site.run("token", "revoke", "functional")
    assert site.get("/articles", "POST", article, **headers).status == 401
    site.run("article", "retract", entry["id"])
    assert site.get(f"/events/{entry['events'][0]}.geojson").status == 404


@pytest.mark.parametrize(
    "path", ["/events.geojson?limit=x", "/nothing", "/events/%00.geojson", f"/geocode?q={quote('x' * 600)}"]
)
def test_errors_are_problem_documents(site, path):
    reply = site.get(path)
    assert reply.status in (400, 404)
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status"} <= set(reply.json)


def test_many_at_once_get_the_same_answer(site):
    with ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(lambda _: site.get("/events.geojson?region=Iraq&geometry=none"), range(64)))
    assert {reply.status for reply in replies} == {200}
    assert len({json.dumps(reply.json["features"]) for reply in replies}) == 1


def test_a_taken_port_is_said_at_once(site):
    port = site.root.rsplit(":", 1)[1]
    done = site.run("serve", "--port", port)
    assert done.returncode == 2
    assert f"cannot listen on 127.0.0.1:{port}" in done.stderr


def test_a_killed_worker_is_replaced(site):
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(site.process.pid)], capture_output=True, text=True, check=False
    ).stdout.split()
    workers = [int(pid) for pid in children]
    assert workers
    import os

    os.kill(workers[0], signal.SIGKILL)
    replies = []
    for _ in range(20):
        try:
            replies.append(site.get("/health/live").status)
        except OSError:  # the connection that the dead worker held
            continue
    assert replies.count(200) >= 15
