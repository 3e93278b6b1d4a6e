"""News feeds (Atom, RSS 2.0, RSS 1.0) and plain lists of addresses -> entries. Nothing is fetched here."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree
from trafilatura import html2txt

from app.errors import UnreadableInput

ENTRIES = ("entry", "item")


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
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _read_xml(raw, address)
    lines = (line.partition("#")[0].strip() if line.lstrip().startswith("#") else line.strip() for line in _lines(raw))
    urls = [line for line in lines if line]
    if strange := next((line for line in urls if not line.lower().startswith(("http://", "https://"))), None):
        raise UnreadableInput(f"neither a feed nor a list of addresses: {strange[:60]!r}")
    return Feed(None, None, None, tuple(Entry(url) for url in dict.fromkeys(urls)))


def _lines(raw: bytes) -> list[str]:
    return raw.decode("utf-8-sig", "replace").splitlines()


def _read_xml(raw: bytes, address: str | None) -> Feed:
    # Entities and outside files are how a feed would read ours; broken marks are common and no reason to stop.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    root = etree.fromstring(raw, parser)
    if root is None or _name(root) not in ("feed", "rss", "RDF"):
        raise UnreadableInput("the file is XML, but no RSS or Atom feed")
    channel = next((child for child in root if _name(child) == "channel"), root)
    home = _link(channel, address)
    found = [child for child in (*channel, *(() if channel is root else root)) if _name(child) in ENTRIES]
    language = _text(channel, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Feed(
        _text(channel, "title"),
        home,
        language.replace("_", "-").split("-")[0].lower() if language else None,
        tuple(_entry(item, address or home) for item in found),
    )


def _entry(item: etree._Element, base: str | None) -> Entry:
    body = max((_text(item, name) or "" for name in ("encoded", "content", "description", "summary")), key=len)
    return Entry(
        url=_link(item, base),
        title=_plain(_text(item, "title")),
        published=_text(item, "published") or _text(item, "pubDate") or _text(item, "date") or _text(item, "updated"),
        text=_plain(body),
    )


def _link(element: etree._Element, base: str | None) -> str | None:
    """Atom has an attribute, RSS a text or a permanent guid."""
    links = [child for child in element if _name(child) == "link"]
    given = [child.get("href") for child in links if child.get("rel", "alternate") == "alternate" and child.get("href")]
    given += [child.text.strip() for child in links if child.text and child.text.strip()]
    guid = next((child for child in element if _name(child) == "guid" and child.get("isPermaLink") != "false"), None)
    if not given and guid is not None and (guid.text or "").strip().startswith("http"):
        given = [guid.text.strip()]
    return urljoin(base or "", given[0]) if given else None


def _text(element: etree._Element, name: str) -> str | None:
    for child in element:
        if _name(child) == name:
            return "".join(child.itertext()).strip() or None
    return None


def _plain(text: str | None) -> str | None:
    """Without the markup that feeds carry in their texts."""
    if text is None or "<" not in text:
        return text or None
    return html2txt(f"<html><body>{text}</body></html>") or None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
