"""What a book declares about itself: Dublin Core of OPF 2.0.1 §2.2 and EPUB Packages 3.3 §5.5.

Everything is text on one line (the description: lines); what is no name, title or number is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from stdnum import isbn as isbn_rules

from media.epub_package import Package, attribute, content, elements
from media.markup import page_tree
from media.text import lines, visible_text
from media.titles import MARKUP, folded, is_placeholder, plain

ROLE = re.compile(r"[a-z]{3}")  # MARC relator code
YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
EMAIL = re.compile(r"\w[\w.+-]*@\w[\w.-]*")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
DESCRIPTION_LIMIT = 20_000  # characters
MAX_CONTRIBUTORS = 30
TOOL_ROLE = "bkp"  # the program or person that made the file, no contributor to the work


@dataclass(frozen=True)
class Contributor:
    """A person or body and the MARC relator code of their part ("aut", "trl", "ill"…)."""

    name: str
    role: str


@dataclass(frozen=True)
class Declared:
    """The package's metadata, cleaned but not yet compared with the text."""

    title: str
    subtitle: str
    contributors: tuple[Contributor, ...]
    language: str | None
    publisher: str | None
    date: str | None
    year: int | None
    isbn: str | None
    description: str
    subjects: tuple[str, ...]


def declared(package: Package) -> Declared:
    """Read the metadata. Nothing in it is necessary; what is missing is "" or None."""
    root = package.root
    titles = dict(_titles(root))
    date = _date(root)
    year = YEAR.search(date or "")
    languages = (content(element) for element in elements(root, "language"))
    publishers = (
        EMAIL.sub("", plain(content(element))).strip(" -–<>()[],;") for element in elements(root, "publisher")
    )
    return Declared(
        title=titles.get("main", ""),
        subtitle=titles.get("subtitle", ""),
        contributors=tuple(dict.fromkeys(islice(_contributors(root), MAX_CONTRIBUTORS))),
        language=next((text.lower() for text in languages if LANGUAGE.fullmatch(text)), None),
        publisher=next((text for text in publishers if not is_placeholder(text)), None),
        date=date,
        year=int(year[0]) if year else None,
        isbn=_isbn(root),
        description=_description(root),
        subjects=_subjects(root),
    )


def _refined(root: etree._Element, element: etree._Element, name: str) -> str:
    """The value of an EPUB 3 `<meta refines="#id" property="name">`."""
    target = "#" + attribute(element, "id")
    for meta in elements(root, "meta"):
        if attribute(meta, "refines") == target and attribute(meta, "property") == name:
            return content(meta)
    return ""


def _titles(root: etree._Element) -> Iterator[tuple[str, str]]:
    """(title-type, title), the last of each type counts: so the first is yielded last."""
    found = list(elements(root, "title"))[:20]
    for element in reversed(found):
        text = plain(content(element))
        kind = _refined(root, element, "title-type") or "main"
        if not is_placeholder(text):
            yield kind, text


def _contributors(root: etree._Element) -> Iterator[Contributor]:
    for tag, usual in (("creator", "aut"), ("contributor", "ctb")):
        for element in list(elements(root, tag))[:MAX_CONTRIBUTORS]:
            role = (attribute(element, "role") or _refined(root, element, "role")).lower()
            role = role if ROLE.fullmatch(role) else usual
            if role == TOOL_ROLE:
                continue
            for name in re.split(r"\s*[;&]\s*", plain(content(element))):
                if not is_placeholder(name) and "@" not in name and "://" not in name:
                    yield Contributor(name, role)


def _date(root: etree._Element) -> str | None:
    """The date of publication: the original one where it is told, never the day the file was changed."""
    dates = {attribute(element, "event"): content(element) for element in reversed([*elements(root, "date")])}
    dates.pop("modification", None)
    for event in ("original-publication", "publication", "", "creation"):
        if dates.get(event):
            return dates[event][:32]
    return None


def _isbn(root: etree._Element) -> str | None:
    """The first valid ISBN, as 13 digits."""
    for element in elements(root, "identifier"):
        text = re.sub(r"(?i)^(urn:)?isbn[:\s]*", "", content(element))
        said = attribute(element, "scheme").lower() == "isbn" or text != content(element)
        if isbn_rules.is_valid(text) and (said or re.match(r"97[89]", text)):
            return str(isbn_rules.to_isbn13(isbn_rules.compact(text)))
    return None


def _description(root: etree._Element) -> str:
    for element in elements(root, "description"):
        text = "".join(str(piece) for piece in element.itertext())[:DESCRIPTION_LIMIT]
        if MARKUP.search(text):
            text = visible_text(page_tree(f"<html><body>{text}</body></html>".encode()))
        if text.strip():
            return lines(text)
    return ""


def _subjects(root: etree._Element) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for element in elements(root, "subject"):
        text = plain(content(element))
        if not is_placeholder(text):
            found.setdefault(folded(text), text)
    return tuple(found.values())[:50]
