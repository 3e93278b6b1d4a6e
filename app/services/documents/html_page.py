"""A web page -> the article in it, without menus and comments, and what its metadata say."""

from __future__ import annotations

import lxml.html
from trafilatura import bare_extraction, html2txt

from app.errors import UnreadableInput
from app.services.documents.document import Defaults, Document, make_document

# Only dates that the page states: a search of the whole page finds copyright years.
DATES = {"extensive_search": False, "original_date": True}


def read_page(name: str, raw: bytes, defaults: Defaults) -> Document:
    """Raises `UnreadableInput` where the page holds no article."""
    try:
        found = bare_extraction(
            raw, with_metadata=True, include_comments=False, favor_recall=True, date_extraction_params=DATES
        )
        body = (found.text if found else None) or html2txt(raw)
    except (lxml.etree.LxmlError, ValueError, AttributeError) as error:
        raise UnreadableInput("it is no HTML page") from error
    return make_document(
        name,
        "\n\n".join(line for line in (body or "").splitlines() if line.strip()),
        defaults,
        title=found.title if found else None,
        url=defaults.url or (found.url if found else None),
        source=defaults.source or (found.sitename if found else None),
        language=page_language(raw),
        published=defaults.published or (found.date if found else None),
    )


def page_language(raw: bytes) -> str | None:
    """The `lang` of the page, without its region: "fr" for "fr-FR"."""
    try:
        stated = lxml.html.fromstring(raw).get("lang") or ""
    except (lxml.etree.LxmlError, ValueError):
        return None
    return stated.replace("_", "-").split("-")[0].lower() or None
