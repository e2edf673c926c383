"""EPUB 3.3 books from the source texts (https://www.w3.org/TR/epub-33/)."""

import zipfile
from html import escape
from pathlib import Path

from elibrary.sample.collection import SampleRecord
from elibrary.sample.making.covers import cover
from elibrary.sample.making.texts import Block, Chapter, chapters

MADE = (2026, 11, 22, 0, 0, 0)
STYLE = """body { margin: 5%; line-height: 1.6; }
h1 { font-size: 1.5em; line-height: 1.25; margin: 1.5em 0 1em; }
p { margin: 0 0 0.8em; }
.verse { margin: 1em 0 1em 1.5em; font-style: italic; }
.verse p { margin: 0; }
.cover { margin: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 100vh; }
"""
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
WORDS = {"vi": ("Bìa", "Mục lục"), "en": ("Cover", "Contents")}


def write_epub(record: SampleRecord, slug: str, path: Path) -> None:
    """Write the book of `texts/<slug>.md` to `path`: cover, contents, one XHTML document per chapter."""
    texts = chapters(slug)
    members: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": _package(record, slug, len(texts)),
        "EPUB/nav.xhtml": _nav(record, texts),
        "EPUB/cover.xhtml": _page(record, WORDS[record.language][0], _cover_image(record)),
        "EPUB/cover.png": cover(slug, record.title, record.subtitle),
        "EPUB/style.css": STYLE,
    }
    for number, text in enumerate(texts, 1):
        body = f"<h1>{escape(text.title)}</h1>\n" + "\n".join(_block(block) for block in text.blocks)
        members[f"EPUB/chapter-{number}.xhtml"] = _page(record, text.title, body)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        # OCF 3.3 §4.3.3: the first member, stored, names the media type.
        book.writestr(zipfile.ZipInfo("mimetype", MADE), "application/epub+zip")
        for name, content in members.items():
            book.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)


def _package(record: SampleRecord, slug: str, count: int) -> str:
    """The package document (EPUB 3.3 §5)."""
    people = "".join(_person(name, role, number) for number, (name, role) in enumerate(record.contributors))
    subjects = "".join(f"<dc:subject>{escape(subject)}</dc:subject>\n" for subject in record.subjects)
    pages = [f"chapter-{number}" for number in range(1, count + 1)]
    items = "".join(f'<item id="{p}" href="{p}.xhtml" media-type="application/xhtml+xml"/>\n' for p in pages)
    spine = "".join(f'<itemref idref="{page}"/>\n' for page in ["cover", "nav", *pages])
    subtitle = _title(record.subtitle, "subtitle") if record.subtitle else ""
    language = f'xml:lang="{record.language}"'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" {language}>
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:x-phuong13:{slug}</dc:identifier>
{_title(record.title, "main")}{subtitle}<dc:language>{record.language}</dc:language>
{people}<dc:publisher>{escape(record.publisher)}</dc:publisher>
<dc:date>{record.year}</dc:date>
<dc:description>{escape(record.summary)}</dc:description>
{subjects}<meta property="dcterms:modified">{"{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*MADE)}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="cover-image" href="cover.png" media-type="image/png" properties="cover-image"/>
<item id="style" href="style.css" media-type="text/css"/>
{items}</manifest>
<spine>
{spine}</spine>
</package>
"""


def _title(text: str, kind: str) -> str:
    """dc:title as main title or subtitle (EPUB 3.3, appendix D.3.8: title-type)."""
    return (
        f'<dc:title id="title-{kind}">{escape(text)}</dc:title>\n'
        f'<meta refines="#title-{kind}" property="title-type">{kind}</meta>\n'
    )


def _person(name: str, role: str, number: int) -> str:
    """dc:creator with its MARC relator; the narrator belongs to the recording, not to the book."""
    relators = {"author": "aut", "editor": "edt", "compiler": "com"}
    if role not in relators:
        return ""
    return (
        f'<dc:creator id="person-{number}">{escape(name)}</dc:creator>\n'
        f'<meta refines="#person-{number}" property="role" scheme="marc:relators">{relators[role]}</meta>\n'
    )


def _nav(record: SampleRecord, texts: list[Chapter]) -> str:
    heading = WORDS[record.language][1]
    links = "".join(
        f'<li><a href="chapter-{number}.xhtml">{escape(text.title)}</a></li>\n'
        for number, text in enumerate(texts, 1)
    )
    return _page(record, heading, f'<nav epub:type="toc"><h1>{heading}</h1>\n<ol>\n{links}</ol></nav>')


def _cover_image(record: SampleRecord) -> str:
    return f'<div class="cover"><img src="cover.png" alt="{escape(record.title)}"/></div>'


def _page(record: SampleRecord, title: str, body: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="{record.language}" xml:lang="{record.language}">
<head><title>{escape(title)}</title><link rel="stylesheet" href="style.css"/></head>
<body>
{body}
</body>
</html>
"""


def _block(block: Block) -> str:
    lines = [escape(line, quote=False) for line in block.lines]
    if block.kind == "item":
        return "<ul>\n" + "".join(f"<li>{line}</li>\n" for line in lines) + "</ul>"
    if block.kind == "verse":
        return '<div class="verse">\n' + "".join(f"<p>{line}</p>\n" for line in lines) + "</div>"
    return f"<p>{lines[0]}</p>"
