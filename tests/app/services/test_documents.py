"""Articles out of files of every kind; what is none is named with its reason."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import UnreadableInput
from app.services.documents import Defaults, Unreadable, read_bytes, read_documents
from app.services.documents.document import parse_published
from app.services.documents.plain_text import decode

PAGE = """<!DOCTYPE html><html lang="fr-FR"><head><title>Frappes au sud de Bagdad</title>
<meta property="article:published_time" content="2023-11-22T08:00:00+01:00">
<meta property="og:site_name" content="Le Journal">
<link rel="canonical" href="https://journal.example/frappes"></head><body><nav><a href="/">Accueil</a></nav><article>
<h1>Frappes au sud de Bagdad</h1>
<p>Deux frappes ont touché mardi le sud de Bagdad, a dit un responsable irakien. Huit morts.</p>
<p>Le deuxième paragraphe dit que la route de Hilla est restée fermée toute la journée.</p></article>
<footer>Copyright 2019 Le Journal</footer></body></html>"""
NONE = Defaults()


def read_one(raw: bytes, ending: str | None = None, defaults: Defaults = NONE):
    (document,) = read_bytes("test", raw, defaults, ending)
    return document


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1"])
def test_text_is_read_in_any_encoding(encoding):
    text = "Après la frappe près de Bagdad, l'armée a évacué le quartier où des blessés étaient restés piégés."
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "raw", [b"\x89PNG\r\n\x1a\n\0\0\0", bytes(range(256)), b"\xff\xfe\0", b"PK\x03\x04" + b"\x01" * 99]
)
def test_binary_data_is_no_text(raw):
    with pytest.raises(UnreadableInput):
        decode(raw)


def test_a_web_page_gives_its_article_and_what_it_says_of_itself():
    page = read_one(PAGE.encode())
    assert "La route" not in page.text
    assert "la route de Hilla" in page.text
    assert "Accueil" not in page.text
    assert "Copyright" not in page.text
    assert (page.title, page.source, page.language) == ("Frappes au sud de Bagdad", "Le Journal", "fr")
    assert (page.published_text, page.url) == ("2023-11-22", "https://journal.example/frappes")


def test_a_page_without_a_date_stays_without_one():
    page = read_one("\n".join(line for line in PAGE.splitlines() if "published_time" not in line).encode())
    assert page.published is None


def test_json_records_are_read_by_their_usual_names():
    record = {"headline": "Title", "body": "Body text.", "date": "Tue, 21 Nov 2023 10:00:00 +0100", "lang": "en"}
    document = read_one(json.dumps(record).encode())
    assert document.text == "Title\n\nBody text."
    assert (document.title, document.language) == ("Title", "en")
    assert document.published_text == "2023-11-21T09:00:00Z"


def test_a_bad_line_leaves_the_others_alone():
    lines = b'{"text": "One."}\nnot json\n\n{"title": "no text"}\n[1]\n{"text": "Two."}\n'
    documents = list(read_bytes("feed", lines, NONE))
    assert [document.text for document in documents if not isinstance(document, Unreadable)] == ["One.", "Two."]
    assert [document.name for document in documents if isinstance(document, Unreadable)] == [
        "feed, line 2",
        "feed, line 4",
        "feed, line 5",
    ]


def test_a_folder_is_read_in_order_and_what_is_unreadable_is_named(tmp_path: Path):
    (tmp_path / "b.txt").write_text("Second article.", "utf-8")
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.json").write_text('[{"text": "Third."}, {"text": ""}]', "utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "notes.md").write_text("no article", "utf-8")
    (tmp_path / ".hidden.txt").write_text("no article", "utf-8")
    documents = list(read_documents([tmp_path, tmp_path / "missing.txt"], NONE))
    assert [d.text for d in documents if not isinstance(d, Unreadable)] == ["Second article.", "Third."]
    reasons = {Path(d.name).name: d.reason for d in documents if isinstance(d, Unreadable)}
    assert reasons == {
        "a.txt": "it is binary, no text",
        "empty.txt": "there is no text in it",
        "c.json, record 2": "there is no text in it",
        "missing.txt": "No such file or directory",
    }


def test_what_the_article_says_wins_over_the_defaults():
    defaults = Defaults(published="2020-01-01", source="Agency", language="de")
    own = read_one(b'{"text": "A.", "published": "2023-11-22", "source": "Paper"}', defaults=defaults)
    assert (own.published_text, own.source, own.language) == ("2023-11-22", "Paper", "de")
    assert read_one(b"Just text.", defaults=defaults).published_text == "2020-01-01"


def test_the_same_words_are_the_same_article():
    one = read_one("Une  frappe\r\nà Bagdad.".encode())
    other = read_one("Une frappe\nà Bagdad.\n\n".encode("utf-16"))
    assert one.content_hash == other.content_hash


def test_a_lone_surrogate_and_nul_do_not_get_in():
    document = read_one(b'{"text": "a\\u0000b \\ud800 c"}')
    assert "\0" not in document.text
    document.text.encode()


@pytest.mark.parametrize("text", ["yesterday", "2023-02-30", "22/11/2023 maybe"])
def test_a_date_that_cannot_be_read_is_said(text):
    with pytest.raises(UnreadableInput, match="no publication date"):
        parse_published(text)


def test_who_reads_text_loads_no_libraries_for_web_pages():
    asked = "import sys, app.cli.parse; sys.exit('trafilatura' in sys.modules or 'lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
