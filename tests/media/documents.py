"""EPUBs, archives and PDFs made in code, whole ones and hostile ones."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from fpdf import FPDF
from PIL import Image

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
TYPES = {
    "xhtml": "application/xhtml+xml",
    "html": "application/xhtml+xml",
    "ncx": "application/x-dtbncx+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
    "css": "text/css",
    "ttf": "font/ttf",
}
PROSE = (
    "Trăm năm trong cõi người ta, chữ tài chữ mệnh khéo là ghét nhau. Trải qua một cuộc bể dâu, "
    "những điều trông thấy mà đau đớn lòng."
)


def picture(kind: str = "PNG", colour: str = "red") -> bytes:
    """A small real picture."""
    out = io.BytesIO()
    Image.new("RGB", (40, 60), colour).save(out, kind)
    return out.getvalue()


def archive(path: Path, members: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    """A ZIP file with exactly these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return path


def page(body: str, *, head: str = "") -> bytes:
    """A whole XHTML page."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<head><title>Tên trang</title>{head}</head><body>{body}</body></html>"
    ).encode()


def dublin_core(title: str = "Truyện thử", creators: Iterable[str] = ("Nguyễn Văn Thử",)) -> str:
    """Metadata with a title, authors and a wrong language, as most real books have."""
    people = "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in creators)
    return f"<dc:title>{escape(title)}</dc:title>{people}<dc:language>en-US</dc:language>"


def epub(
    path: Path,
    pages: Mapping[str, bytes] | None = None,
    *,
    metadata: str | None = None,
    files: Mapping[str, bytes] | None = None,
    properties: Mapping[str, str] | None = None,
    extra: Mapping[str, bytes] | None = None,
    guide: str = "",
) -> Path:
    """An EPUB whose spine is `pages`; `files` are in the manifest too, `extra` are only in the archive.

    Names of pages and files are below OEBPS/; an item's id is its name without dots.
    """
    pages = {"p1.xhtml": page(f"<h1>Một</h1><p>{PROSE}</p>")} if pages is None else pages
    listed = {**pages, **(files or {})}
    manifest = "".join(
        f'<item id="{name.replace(".", "")}" href="{name}" properties="{(properties or {}).get(name, "")}" '
        f'media-type="{TYPES.get(name.rpartition(".")[2], "")}"/>'
        for name in listed
    )
    spine = "".join(f'<itemref idref="{name.replace(".", "")}"/>' for name in pages)
    package = (
        '<?xml version="1.0" encoding="utf-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        f"{dublin_core() if metadata is None else metadata}</metadata>"
        f"<manifest>{manifest}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>"
    )
    members = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        "OEBPS/content.opf": package.encode(),
        **{f"OEBPS/{name}": data for name, data in listed.items()},
        **(extra or {}),
    }
    return archive(path, members.items())


def pdf(path: Path, texts: Iterable[str], *, password: str = "") -> Path:
    """A PDF with one page (595 × 842 points) for each text."""
    document = FPDF(unit="pt", format=(595, 842))
    document.set_font("helvetica", size=11)
    for text in texts:
        document.add_page()
        document.multi_cell(0, 14, text)
    if password:
        document.set_encryption(owner_password="owner", user_password=password)
    document.output(str(path))
    return path
