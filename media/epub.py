"""EPUB 2 and 3 books as they are found: what they are, what they contain, one page at a time.

EPUB 3.3 and OPF 2.0.1, read leniently: books that fail epubcheck are read as far as they can be. A position
is a page's place in the spine, from 0; it stays the same for the same bytes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lxml import etree

from media.archive import MemberMissing, SafeArchive
from media.contents import TocEntry
from media.epub_contents import contents, ncx_text
from media.epub_members import PICTURE_LIMIT, Member, content_type, cover, is_picture
from media.epub_metadata import Contributor, Declared, declared
from media.epub_package import Package, content, member_bytes, read_package, resolve
from media.errors import N_, MediaRefusal
from media.language import detect
from media.markup import page_tree
from media.sanitise import fragment, own_id
from media.text import local_name, visible_text
from media.titles import folded, is_placeholder, mend_name, mend_title, plain, title_from_name

__all__ = [
    "Chapter", "Contributor", "Epub", "Member", "NoSuchPart", "Section", "TocEntry",
    "chapter_html", "member", "read_epub", "sections",
]  # fmt: skip

FRONT_PAGES = 6
FRONT_CHARACTERS = 200_000
TEXT_LOOKED_AT = 4_000_000  # characters, for a book's language and the spelling of its title
PAGES_FOR_LANGUAGE = 5
HEADINGS = ("h1", "h2", "h3")
HEADING_LIMIT = 200  # characters; longer ones are a styled paragraph
HEADING_SOURCE = 10_000  # characters with the spaces and line ends of the source
HEADINGS_LOOKED_AT = 1_000  # they may lie in each other, so that each holds the whole page
AUTHOR_LINE = re.compile(r"^(?:tác giả|author)\s*:\s*(\S[^:\n]{1,80})$", re.IGNORECASE | re.MULTILINE)


class NoSuchPart(MediaRefusal):
    """The book has no page, picture or font of this name that may be shown."""

    status = 404
    message = N_("Sách này không có phần được yêu cầu. Hãy trở về mục lục và chọn lại.")


@dataclass(frozen=True)
class Chapter:
    """One page of the spine. `href` is its member name; `title` is "" when nothing names it."""

    href: str
    title: str
    linear: bool


@dataclass(frozen=True)
class Section:
    """The text of one page: one block a line, NFC."""

    position: int
    href: str
    title: str
    text: str


@dataclass(frozen=True)
class Epub:
    """A book. `language` is the detected one, else the declared one; both are BCP 47."""

    path: Path
    title: str
    subtitle: str
    authors: tuple[str, ...]
    contributors: tuple[Contributor, ...]
    language: str | None
    declared_language: str | None
    detected_language: str | None
    publisher: str | None
    date: str | None
    year: int | None
    isbn: str | None
    description: str
    subjects: tuple[str, ...]
    spine: tuple[Chapter, ...]
    toc: tuple[TocEntry, ...]
    cover: bytes | None


def read_epub(path: Path) -> Epub:
    """Read a book. Raises EmptyFile, DamagedFile, DangerousArchive, PasswordProtected, RightsProtected.

    `contributors` are all but the authors. The file's name is the title only when nothing else is.
    """
    with SafeArchive(path) as archive:
        package = read_package(archive)
        metadata = declared(package)
        toc = contents(archive, package)
        pages = list(_pages(archive, package))
        doctitle, docauthor = (plain(ncx_text(archive, package, name)) for name in ("doctitle", "docauthor"))
        picture = cover(archive, package)
    spine = tuple(_chapters(package, toc, pages))
    detected = _language(pages)
    labels = (doctitle, docauthor, *(entry.title for top in toc for entry in top.flat()))
    evidence = _Evidence(labels, tuple(page.text for page in pages), vietnamese=detected in ("vi", None))
    authors = [person.name for person in metadata.contributors if person.role == "aut"]
    others = [person for person in metadata.contributors if person.role != "aut"]
    return Epub(
        path=path,
        title=evidence.title(_title(metadata, doctitle, pages, path)),
        subtitle=evidence.title(metadata.subtitle),
        authors=tuple(dict.fromkeys(map(evidence.name, authors or _author(docauthor, evidence.front)))),
        contributors=tuple(Contributor(evidence.name(person.name), person.role) for person in others),
        language=detected or metadata.language,
        declared_language=metadata.language,
        detected_language=detected,
        publisher=metadata.publisher,
        date=metadata.date,
        year=metadata.year,
        isbn=metadata.isbn,
        description=metadata.description,
        subjects=metadata.subjects,
        spine=spine,
        toc=toc or _toc_of_headings(spine),
        cover=picture,
    )


def sections(epub: Epub) -> Iterator[Section]:
    """The text of each page in reading order, one page in memory at a time."""
    with SafeArchive(epub.path) as archive:
        for position, chapter in enumerate(epub.spine):
            page = page_tree(member_bytes(archive, chapter.href))
            yield Section(position, chapter.href, chapter.title, visible_text(page))


def chapter_html(
    book: Path | Epub,
    position: int,
    *,
    member_url: Callable[[str], str],
    chapter_url: Callable[[int, str], str],
) -> str:
    """One page as an HTML fragment without anything that runs or loads from outside.

    Pictures inside the book get `member_url(name)`, links to other pages `chapter_url(position, fragment)`:
    the fragment ("" for the page's start) is the id as it stands in that page's own fragment of HTML.
    Raises NoSuchPart and what `read_epub` raises.
    """
    with SafeArchive(book.path if isinstance(book, Epub) else book) as archive:
        package = read_package(archive)
        if not 0 <= position < len(package.spine):
            raise NoSuchPart
        here = package.spine[position].item.name
        page = page_tree(member_bytes(archive, here))
        items, positions = package.by_name(), package.positions()

        def image(source: str) -> str | None:
            place = resolve(here, source)
            item = items.get(archive.find(place[0]) or "") if place else None
            return member_url(item.name) if item is not None and is_picture(item) else None

        def link(href: str) -> str | None:
            place = resolve(here, href)
            if place is None:
                return None
            name, anchor = archive.find(place[0]), own_id(place[1]) if place[1] else ""
            if name == here and anchor:
                return f"#{anchor}"
            target = positions.get(name) if name else None
            return None if target is None else chapter_url(target, anchor)

        return fragment(page, image=image, link=link)


def member(path: Path, name: str) -> Member:
    """A picture or font that the manifest declares and that is one by its bytes; never SVG, never a page.

    Raises NoSuchPart for all else, and what `read_epub` raises.
    """
    with SafeArchive(path) as archive:
        package = read_package(archive)
        if name not in package.by_name():
            raise NoSuchPart
        try:
            data = archive.read(name, PICTURE_LIMIT)
        except MemberMissing as error:
            raise NoSuchPart from error
    kind = content_type(data)
    if kind is None:
        raise NoSuchPart
    return Member(data, kind)


@dataclass(frozen=True)
class _Page:
    """What reading the metadata needs of one page. `text` is cut where TEXT_LOOKED_AT is used up."""

    text: str
    heading: str


@dataclass(frozen=True)
class _Evidence:
    """What the book itself says: labels (NCX, contents) and the text of its pages."""

    labels: tuple[str, ...]
    texts: tuple[str, ...]
    vietnamese: bool

    @property
    def front(self) -> str:
        """Labels and first pages: where a title and its author stand written in full."""
        return "\n".join([*self.labels, *self.texts[:FRONT_PAGES]])[:FRONT_CHARACTERS]

    def title(self, text: str) -> str:
        return mend_title(text, self._passages(text), vietnamese=self.vietnamese)

    def name(self, text: str) -> str:
        return mend_name(text, self._passages(text), vietnamese=self.vietnamese)

    def _passages(self, text: str) -> tuple[str, ...]:
        """Marks are taken from the front alone: deep in a book the same letters are often other words."""
        return (self.front,) if text.isascii() else (*self.labels, *self.texts)


def _pages(archive: SafeArchive, package: Package) -> Iterator[_Page]:
    left = TEXT_LOOKED_AT
    for place in package.spine:
        tree = page_tree(member_bytes(archive, place.item.name))
        text = visible_text(tree)[:left]
        left -= len(text)
        yield _Page(text, _heading(tree))


def _heading(page: etree._Element) -> str:
    """The first heading of the highest rank that the page has."""
    found = [element for element in page.iter() if local_name(element) in HEADINGS]
    ranked = (element for rank in HEADINGS for element in found if local_name(element) == rank)
    return next(filter(None, map(_short, islice(ranked, HEADINGS_LOOKED_AT))), "")


def _short(heading: etree._Element) -> str:
    """The heading on one line; "" when it is longer than a heading is."""
    written = 0
    for piece in heading.itertext():
        written += len(piece)
        if written > HEADING_SOURCE:
            return ""
    text = content(heading)
    return text if len(text) <= HEADING_LIMIT else ""


def _chapters(package: Package, toc: tuple[TocEntry, ...], pages: list[_Page]) -> Iterator[Chapter]:
    """The spine with titles: the contents' first entry for a page, else its own heading."""
    titles: dict[int, str] = {}
    for top in toc:
        for entry in top.flat():
            if entry.position is not None:
                titles.setdefault(entry.position, entry.title)
    for position, (place, page) in enumerate(zip(package.spine, pages, strict=True)):
        yield Chapter(place.item.name, titles.get(position) or page.heading, place.linear)


def _toc_of_headings(spine: tuple[Chapter, ...]) -> tuple[TocEntry, ...]:
    """Contents for a book without any: its pages that have a title, else all pages."""
    linear = [(position, chapter.title) for position, chapter in enumerate(spine) if chapter.linear]
    named = [(position, title) for position, title in linear if title]
    return tuple(TocEntry(title, position) for position, title in named or linear)


def _language(pages: list[_Page]) -> str | None:
    """The language of the longest pages: title pages and colophons are often in another."""
    longest = sorted(pages, key=lambda page: len(page.text), reverse=True)[:PAGES_FOR_LANGUAGE]
    return detect("\n".join(page.text[:4000] for page in longest))


def _title(metadata: Declared, doctitle: str, pages: list[_Page], path: Path) -> str:
    first_headings = (page.heading for page in pages[:FRONT_PAGES])
    candidates = (metadata.title, doctitle, *first_headings)
    return next((text for text in candidates if not is_placeholder(text)), title_from_name(path.name))


def _author(docauthor: str, front: str) -> list[str]:
    """The author that the front matter names, when it names exactly one."""
    if not is_placeholder(docauthor):
        return [docauthor]
    named = {folded(match[1].strip()): plain(match[1]) for match in AUTHOR_LINE.finditer(front)}
    return [name for name in named.values() if not is_placeholder(name)] if len(named) == 1 else []
