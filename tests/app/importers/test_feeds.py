"""Feeds are read safely, and articles fetched politely: a real server on loopback is what we must refuse."""

from __future__ import annotations

import contextlib
import gzip
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from app.errors import UnreadableInput
from app.importers import fetching
from app.importers.feed import Entry, read_feed
from app.importers.fetching import Fetcher, site_of
from app.importers.public_addresses import FetchRefused, is_public, resolve_public
from app.services.documents import Document, Unreadable
from app.services.feeds import feed_documents, open_feed

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Paper</title><link>https://www.paper.example/</link><language>en-GB</language>
<item><title>Strike &amp; talks</title><link>/news/1</link><pubDate>Tue, 21 Nov 2023 06:30:00 GMT</pubDate>
<description>&lt;p&gt;Short.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>A strike hit a town.</p><p>Two died.</p>]]></content:encoded></item>
<item><title>By guid</title><guid>https://paper.example/2</guid></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Journal</title>
<entry><title>Frappe</title><link rel="self" href="https://x.example/self"/><link href="https://x.example/a"/>
<published>2023-11-22T08:00:00Z</published><summary>Texte</summary></entry></feed>"""
ARTICLE = """<html lang="en"><head><title>Strike near Baghdad</title></head><body><article><h1>Strike near Baghdad</h1>
<p>An air strike killed three people near Baghdad on Tuesday, officials said.</p>
<p>The strike hit a house in the evening, residents told reporters in the town.</p></article></body></html>"""


class Site(BaseHTTPRequestHandler):
    """A little news site."""

    pages: ClassVar = {
        "/rules": "User-agent: *\nDisallow: /secret\n",
        "/article": ARTICLE,
        "/secret": ARTICLE,
        "/caf%C3%A9?q=a%20b": ARTICLE,
        "/film": ARTICLE,
        "/packed": ARTICLE,
        "/bomb": "x" * 20_000_000,
    }
    headers_of: ClassVar = {
        "/film": {"Content-Type": "video/mp4"},
        "/packed": {"Content-Type": "text/html", "Content-Encoding": "gzip"},
        "/bomb": {"Content-Encoding": "gzip"},
    }
    redirects: ClassVar = {
        "/robots.txt": "/rules",
        "/moved": "/article",
        "/away": "http://other.example/",
        "/loop": "/loop",
        "/file": "file:///etc/passwd",
    }

    def do_GET(self) -> None:
        if self.path in self.redirects:
            self.send_response(302)
            self.send_header("Location", self.redirects[self.path])
            self.end_headers()
            return
        if self.path == "/slow":
            self.answer_slowly()
            return
        body, headers = self.pages.get(self.path, "").encode(), self.headers_of.get(self.path, {})
        self.send_response(200 if body else 404)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(gzip.compress(body) if "Content-Encoding" in headers else body)

    def answer_slowly(self) -> None:
        self.send_response(200)
        with contextlib.suppress(OSError):
            for number in range(100):
                self.send_header(f"X-{number}", "x")
                self.flush_headers()
                time.sleep(0.05)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def allowed() -> Fetcher:
    """One who may fetch from loopback, and does not pause."""
    return Fetcher({"127.0.0.1"}, allow_private=True, pause_seconds=0)


def test_rss_tells_links_dates_and_its_longest_text():
    feed = read_feed(RSS.encode())
    first, second = feed.entries
    assert (feed.title, feed.language) == ("The Paper", "en")
    assert (first.url, first.title) == ("https://www.paper.example/news/1", "Strike & talks")
    assert first.published == "Tue, 21 Nov 2023 06:30:00 GMT"
    assert "A strike hit a town." in first.text
    assert "<p>" not in first.text
    assert second.url == "https://paper.example/2"


def test_atom_takes_the_alternate_link():
    (entry,) = read_feed(ATOM.encode()).entries
    assert (entry.url, entry.published, entry.text) == ("https://x.example/a", "2023-11-22T08:00:00Z", "Texte")


def test_entities_are_not_opened():
    bomb = '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&f;</title></channel></rss>'
    assert "root:" not in (read_feed(bomb.encode()).title or "")


def test_entities_that_grow_without_end_stay_unopened():
    lines = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 20}">' for number in range(1, 12))
    text = f'<!DOCTYPE r [<!ENTITY e0 "ha">{lines}]><rss><channel><title>&e11;</title></channel></rss>'
    feed = read_feed(text.encode())
    assert len(feed.title or "") < 100


def test_atom_addresses_are_relative_to_the_base_that_the_feed_names():
    feed = read_feed(
        b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/x/"><link href="/"/>
        <entry xml:base="deep/"><link href="1.html"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
        <p>One.</p><p>Two.</p></div></content></entry></feed>""",
        "https://example.org/feed",
    )
    (entry,) = feed.entries
    assert (feed.home, entry.url) == ("https://other.example/", "https://other.example/x/deep/1.html")
    assert "One.Two." not in entry.text


@pytest.mark.parametrize("link", ["http://[bad", "javascript:alert(1)", "http://", "ftp://a.example/x"])
def test_a_link_that_is_no_web_address_costs_the_link_only(link):
    feed = read_feed(f"<rss><channel><item><title>a</title><link>{link}</link></item></channel></rss>".encode())
    assert [(entry.url, entry.title) for entry in feed.entries] == [(None, "a")]


def test_titles_and_texts_of_pictures_are_not_the_articles():
    (entry,) = read_feed(
        b"""<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item><media:title>A photo</media:title>
        <title>News</title><media:description>A very long text about a photo</media:description>
        <description>Short</description></item></channel></rss>"""
    ).entries
    assert (entry.title, entry.text) == ("News", "Short")


def test_rss_1_has_its_items_beside_the_channel():
    (entry,) = read_feed(
        b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title></channel>
        <item><title>a</title><link>https://a.example/1</link><dc:date>2022-01-01</dc:date></item></rdf:RDF>"""
    ).entries
    assert (entry.url, entry.published) == ("https://a.example/1", "2022-01-01")


def test_json_feed_is_a_feed_too():
    items = [
        {"id": "1", "url": "/1", "title": "x", "content_html": "<p>a</p>", "date_published": "2022-01-01T10:00:00Z"},
        {"id": "2", "url": 5, "title": ["?"], "content_text": "b"},
        "no item",
    ]
    feed = read_feed(json.dumps({"title": "T", "language": "fr-FR", "items": items}).encode(), "https://a.example/feed")
    assert (feed.title, feed.language) == ("T", "fr")
    assert feed.entries == (
        Entry("https://a.example/1", "x", "2022-01-01T10:00:00Z", "a"),
        Entry(None, None, None, "b"),
    )


def test_letters_and_marks_that_feeds_get_wrong():
    utf16 = '<?xml version="1.0" encoding="utf-16"?><rss><channel><title>Té</title></channel></rss>'.encode("utf-16")
    assert read_feed(utf16).title == "Té"
    open_end = b"<rss><channel><item><title>a & b</title><link>https://a.example/?a=1&b=2</link></item>"
    (entry,) = read_feed(open_end).entries
    assert (entry.title, entry.url) == ("a & b", "https://a.example/?a=1&b=2")


@pytest.mark.parametrize("date", ["someday", "2024-13-45", "Mon, 01 Jan 2024 10:00:00 +9900"])
def test_an_article_without_a_readable_date_is_still_an_article(tmp_path, date):
    path = tmp_path / "feed.xml"
    path.write_text(f"<rss><channel><item><title>a</title><pubDate>{date}</pubDate></item></channel></rss>")
    fetcher = Fetcher(set())
    (document,) = feed_documents(open_feed(str(path), fetcher), None, lambda _: False, None)
    assert (document.title, document.published) == ("a", None)


def test_a_list_of_addresses():
    feed = read_feed(b"# papers\nhttps://a.example/1\n\nhttps://a.example/1\nhttps://b.example/2\n")
    assert [entry.url for entry in feed.entries] == ["https://a.example/1", "https://b.example/2"]


@pytest.mark.parametrize("raw", [b"<html></html>", b"hello", b"<", b"{}", b'{"items": 3}', b"{"])
def test_what_is_no_feed_says_so(raw):
    with pytest.raises(UnreadableInput):
        read_feed(raw)


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.1.2.3 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 ::1 fe80::1%eth0 fd00::1 ::ffff:10.0.0.1 "
    "64:ff9b::a00:1 64:ff9b:1::a00:1 ::127.0.0.1 2002:a00:1:: 224.0.0.1 255.255.255.255".split(),
)
def test_addresses_of_our_own_network_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:93.184.215.14"])
def test_public_addresses(address):
    assert is_public(address)


def test_one_private_address_among_several_is_enough_to_refuse():
    def resolve(host, port, **_):
        return [(0, 0, 0, "", (address, port)) for address in ("93.184.215.14", "127.0.0.1")]

    with pytest.raises(FetchRefused, match=r"127\.0\.0\.1"):
        resolve_public("evil.example", 80, resolve=resolve)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433"])
def test_loopback_is_refused_in_every_spelling(site, host):
    port = site.rsplit(":", 1)[1]
    with pytest.raises(FetchRefused):
        Fetcher({host}, pause_seconds=0).fetch(f"http://{host}:{port}/article")


def test_a_page_is_fetched_where_the_operator_allows_it(site, allowed):
    assert b"Strike near Baghdad" in allowed.fetch(f"{site}/article").body
    assert allowed.fetch(f"{site}/moved").url == f"{site}/article"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/secret", "robots"),
        ("/nothing", "404"),
        ("/away", "no allowed site"),
        ("/loop", "redirects"),
        ("/file", "no web"),
        ("/film", "video/mp4"),
        ("/bomb", "larger than"),
    ],
)
def test_what_is_not_fetched(site, allowed, path, reason):
    with pytest.raises(FetchRefused, match=reason):
        allowed.fetch(f"{site}{path}")


def test_addresses_as_people_write_them_and_packed_pages_are_read(site, allowed):
    for path in ("/café?q=a b", "/packed"):
        assert b"Strike near Baghdad" in allowed.fetch(f"{site}{path}").body


def test_a_server_that_sends_a_little_now_and_then_is_left(site, allowed, monkeypatch):
    monkeypatch.setattr(fetching, "LONGEST_SECONDS", 0.3)
    with pytest.raises(FetchRefused, match="cannot be reached"):
        allowed.fetch(f"{site}/slow")


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/x", "http://", "http://user@127.0.0.1/", "http://127.0.0.1:99999/"])
def test_what_is_no_web_address(allowed, url):
    with pytest.raises(FetchRefused, match="no web address"):
        allowed.fetch(url)


def test_a_redirect_into_our_network_is_refused(site):
    """The first address is public by its name; where it leads is checked all the same."""

    def resolve(host, port, **_):
        return [(0, 0, 0, "", ("127.0.0.1" if host == "inner.example" else "93.184.215.14", port))]

    with pytest.raises(FetchRefused, match=r"inner\.example is 127"):
        Fetcher({"inner.example"}, pause_seconds=0, resolve=resolve).fetch("http://inner.example/")


def test_requests_to_one_site_are_spaced(site):
    pauses: list[float] = []
    fetcher = Fetcher({"127.0.0.1"}, allow_private=True, pause_seconds=5, sleep=pauses.append)
    for _ in range(3):
        fetcher.fetch(f"{site}/article")
    assert len(pauses) == 2
    assert min(pauses) > 3


def test_a_site_is_its_host_without_feed_and_www():
    assert site_of("https://www.paper.example/x") == site_of("feeds.paper.example") == "paper.example"


def test_articles_of_a_feed_become_documents(site, allowed, tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(f"{site}/article\n{site}/secret\n{site}/known\n")
    feed = open_feed(str(path), allowed)
    article, refused = feed_documents(feed, allowed, lambda url: url.endswith("/known"), None)
    assert isinstance(article, Document)
    assert "air strike killed three" in article.text
    assert article.url == f"{site}/article"
    assert isinstance(refused, Unreadable)
    assert "robots" in refused.reason


def test_without_fetching_the_feed_itself_is_read(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_text(RSS)
    first, second = feed_documents(open_feed(str(path), Fetcher(set())), None, lambda _: False, None)
    assert "A strike hit a town." in first.text
    assert (first.source, first.language, first.published_text) == ("The Paper", "en", "2023-11-21T06:30:00Z")
    assert second.text == "By guid"


def test_a_saved_feed_leads_to_its_own_site_only(tmp_path):
    fetcher = Fetcher(set())
    path = tmp_path / "feed.xml"
    path.write_text(RSS)
    open_feed(str(path), fetcher)
    assert fetcher.sites == {"paper.example"}
