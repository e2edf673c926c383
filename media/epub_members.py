"""Pictures and fonts inside a book: which may be served, and as what, judged by their bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from media.archive import SafeArchive
from media.epub_package import Item, Package, attribute, elements, member_bytes, resolve
from media.markup import page_tree
from media.text import local_name

PICTURE_LIMIT = 32 * 2**20  # bytes
SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x00\x01\x00\x00", "font/ttf"),
    (b"true", "font/ttf"),
    (b"OTTO", "font/otf"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
)
PAGES_SEARCHED_FOR_COVER = 3
DECLARATIONS_READ = 3  # a book has one cover; each further declaration costs a walk through all of it


@dataclass(frozen=True)
class Member:
    """The bytes of a picture or font and the content type that they have in truth."""

    data: bytes
    content_type: str


def content_type(data: bytes) -> str | None:
    """The type by signature: JPEG, PNG, GIF, WebP, TTF, OTF, WOFF, WOFF2; None for all else (so no SVG)."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for signature, kind in SIGNATURES if data.startswith(signature)), None)


def is_picture(item: Item) -> bool:
    """Whether the manifest declares a picture of a kind that is served."""
    return item.media_type in {
        "image/jpeg",
        "image/jpg",
        "image/pjpeg",
        "image/png",
        "image/gif",
        "image/webp",
    }


def cover(archive: SafeArchive, package: Package) -> bytes | None:
    """The cover: as declared by EPUB 3, EPUB 2 or the guide, else the first picture in the first pages."""
    for name in dict.fromkeys(_candidates(archive, package)):
        data = archive.read(name, PICTURE_LIMIT)
        if (content_type(data) or "").startswith("image/"):
            return data
    return None


def _candidates(archive: SafeArchive, package: Package) -> Iterator[str]:
    """Names of members that may be the cover, the surest first."""
    items = package.items.values()
    yield from (item.name for item in items if "cover-image" in item.properties)
    for meta in _declarations(package, "meta", "name"):
        wanted = attribute(meta, "content")
        yield from (item.name for item in items if wanted in (item.id, item.name.rpartition("/")[2]))
    for reference in _declarations(package, "reference", "type"):
        place = resolve(package.name, attribute(reference, "href"))
        page = archive.find(place[0]) if place else None
        if page is not None:
            yield from _pictures_in(archive, page)
    for place_in_spine in package.spine[:PAGES_SEARCHED_FOR_COVER]:
        yield from _pictures_in(archive, place_in_spine.item.name)
    yield from (item.name for item in items if is_picture(item) and "cover" in item.name.lower())


def _declarations(package: Package, tag: str, name: str) -> Iterator[etree._Element]:
    """The first elements that say `name`="cover"."""
    covers = (element for element in elements(package.root, tag) if attribute(element, name) == "cover")
    return islice(covers, DECLARATIONS_READ)


def _pictures_in(archive: SafeArchive, page: str) -> Iterator[str]:
    for element in page_tree(member_bytes(archive, page)).iter():
        if local_name(element) in {"img", "image"}:
            place = resolve(page, _source(element))
            name = archive.find(place[0]) if place else None
            if name is not None:
                yield name


def _source(element: etree._Element) -> str:
    return attribute(element, "src") or attribute(element, "href")
