"""News feeds (Atom, RSS 2.0, RSS 1.0, JSON Feed) and plain lists of addresses -> entries. Nothing is fetched here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import orjson
from lxml import etree
from trafilatura import html2txt

from app.errors import UnreadableInput
from app.records import clean

ENTRIES = ("entry", "item")
WEB = ("http://", "https://")
FOREIGN = ("http://search.yahoo.com/mrss/", "http://www.itunes.com/dtds/podcast-1.0.dtd")
_LONE_AMPERSAND = re.compile(rb"&(?!#?\w{1,20};)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as the feed tells it; `text` is what the feed itself holds of it."""

    url: str | None
    title: str | None = None
    published: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """`home` is the site that the feed is of."""

    title: str | None
    home: str | None
    language: str | None
    entries: tuple[Entry, ...]


def read_feed(raw: bytes, address: str | None = None) -> Feed:
    """A feed, or a list with one address a line and # before remarks. Raises `UnreadableInput`."""
    start = raw[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")  # of UTF-16 every other byte
    if start.startswith(b"<"):
        return _read_xml(raw, address)
    if start.startswith(b"{"):
        return _read_json(raw, address)
    lines = (line.strip() for line in raw.decode("utf-8-sig", "replace").splitlines())
    urls = [line for line in lines if line and not line.startswith("#")]
    if strange := next((line for line in urls if not line.lower().startswith(WEB)), None):
        raise UnreadableInput(f"neither a feed nor a list of addresses: {strange[:60]!r}")
    return Feed(None, None, None, tuple(Entry(url) for url in dict.fromkeys(urls)))


def _read_json(raw: bytes, address: str | None) -> Feed:
    """JSON Feed 1.1 (jsonfeed.org)."""
    try:
        given = orjson.loads(raw)
        entries = [entry for entry in given["items"] if isinstance(entry, dict)]
    except (ValueError, LookupError, TypeError) as error:
        raise UnreadableInput("the file is JSON, but no JSON Feed") from error
    home = _absolute(_said(given, "home_page_url"), address)
    return Feed(
        _said(given, "title"),
        home,
        _language(_said(given, "language")),
        tuple(
            Entry(
                url=_absolute(_said(entry, "url") or _said(entry, "external_url"), address or home),
                title=_said(entry, "title"),
                published=_said(entry, "date_published") or _said(entry, "date_modified"),
                text=_said(entry, "content_text") or _plain(_said(entry, "content_html")) or _said(entry, "summary"),
            )
            for entry in entries
        ),
    )


def _said(values: dict[str, Any], name: str) -> str | None:
    value = values.get(name)
    return clean(value).strip() or None if isinstance(value, str) else None


def _read_xml(raw: bytes, address: str | None) -> Feed:
    root = _parse(raw, address, recover=False)
    if root is None:  # broken marks are common and no reason to stop; an & of an address is not one
        root = _parse(_LONE_AMPERSAND.sub(b"&amp;", raw), address, recover=True)
    if root is None or etree.QName(root).localname not in ("feed", "rss", "RDF"):
        raise UnreadableInput("the file is XML, but no RSS or Atom feed")
    channel = next((child for child in root if _name(child) == "channel"), root)
    home = _link(channel, address)
    found = [child for child in (*channel, *(() if channel is root else root)) if _name(child) in ENTRIES]
    language = _text(channel, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    entries = tuple(_entry(item, address or home) for item in found)
    return Feed(_text(channel, "title"), home, _language(language), entries)


def _parse(raw: bytes, address: str | None, *, recover: bool) -> etree._Element | None:
    # Entities and outside files are how a feed would read ours.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=recover, huge_tree=False)
    try:
        return etree.fromstring(raw, parser, base_url=address)
    except etree.XMLSyntaxError:
        return None


def _entry(item: etree._Element, base: str | None) -> Entry:
    bodies = [child for child in item if _name(child) in ("encoded", "content", "description", "summary")]
    return Entry(
        url=_link(item, base),
        title=_plain(_text(item, "title")),
        published=_text(item, "published") or _text(item, "pubDate") or _text(item, "date") or _text(item, "updated"),
        text=_plain(max(map(_markup, bodies), key=len, default=None)),
    )


def _link(element: etree._Element, base: str | None) -> str | None:
    """Atom has an attribute, which may be relative to a base of its own; RSS has a text or a permanent guid."""
    links = [child for child in element if _name(child) == "link"]
    for child in links:
        if child.get("rel", "alternate") == "alternate" and child.get("href"):
            return _absolute(child.get("href"), child.base or base)
    for child in links:
        if child.text and child.text.strip():
            return _absolute(child.text.strip(), base)
    guid = next((child for child in element if _name(child) == "guid" and child.get("isPermaLink") != "false"), None)
    given = (guid.text or "").strip() if guid is not None else ""
    return _absolute(given, base) if given.startswith("http") else None


def _absolute(given: str | None, base: str | None) -> str | None:
    """A web address; None for what is none, such as a script."""
    try:
        url = urljoin(base or "", given) if given else ""
        return url if url.lower().startswith(WEB) and urlsplit(url).hostname else None
    except ValueError:
        return None


def _text(element: etree._Element, name: str) -> str | None:
    for child in element:
        if _name(child) == name:
            return "".join(child.itertext()).strip() or None
    return None


def _markup(element: etree._Element) -> str:
    """The text; with its own elements, if it has some (Atom's xhtml), which keep paragraphs apart."""
    if not len(element):
        return (element.text or "").strip()
    return "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)


def _plain(text: str | None) -> str | None:
    """Without the markup that feeds carry in their texts."""
    if text is None or "<" not in text:
        return text or None
    return html2txt(f"<html><body>{text}</body></html>") or None


def _language(tag: str | None) -> str | None:
    return tag.replace("_", "-").split("-")[0].lower() if tag else None


def _name(element: etree._Element) -> str:
    """The name of what belongs to the feed itself; pictures and players bring titles and texts of their own."""
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element)
    return "" if name.namespace in FOREIGN else name.localname
