"""QR symbols (ISO/IEC 18004) that hold the address of `/q/<CODE>`: as modules, SVG and PNG."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import ClassVar, NamedTuple
from urllib.parse import urlsplit

import qrcode
from PIL import Image
from qrcode.exceptions import DataOverflowError

from media.errors import N_, MediaRefusal

QUIET_ZONE = 4
"""White modules on each side of a symbol (ISO/IEC 18004, 9.1)."""

# A name, or an IPv4 or IPv6 address; urlsplit lets through signs that no host may have.
_HOST = re.compile(r"[0-9a-z._-]+|[0-9a-f:.]+")

Matrix = tuple[tuple[bool, ...], ...]


class UnusableAddress(MediaRefusal):
    """The address cannot stand in a QR symbol."""

    status: ClassVar[int] = 422
    message = N_(
        "Địa chỉ %(address)s không dùng được cho mã QR. Hãy đặt địa chỉ thư viện theo dạng "
        "https://ten-mien hoặc http://ten-may:cong, không có gì phía sau."
    )


class Bar(NamedTuple):
    """A rectangle of dark modules; units are modules, the origin is the symbol's first module."""

    x: int
    y: int
    width: int
    height: int


def symbol_url(base_url: str, code: str, *, under: str = "q") -> str:
    """The address that a symbol holds: `HTTPS://HOST/Q/CODE`, in upper case for QR's alphanumeric mode.

    `under` is the first part of its path, whose pages must answer in upper case too.
    `base_url` is the library's own address without a path (a path could not be upper-cased safely).
    A host with Vietnamese letters becomes punycode. Raises UnusableAddress.
    """
    try:
        parts = urlsplit(base_url.strip())
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:  # also UnicodeError: a label that IDNA refuses
        raise UnusableAddress(address=base_url) from None
    beyond = (parts.path.strip("/"), parts.query, parts.fragment, parts.username, parts.password)
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or any(beyond):
        raise UnusableAddress(address=base_url)
    place = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{place}{f':{port}' if port else ''}/{under}/{code}".upper()


def matrix(url: str) -> Matrix:
    """The symbol's rows of modules, True = dark, without the quiet zone; error correction M.

    An address in upper case is packed in alphanumeric mode (7.4.4), which keeps the symbol small;
    anything else takes byte mode. Raises UnusableAddress for text that is no printable ASCII, or too long.
    """
    if not (url.isascii() and url.isprintable()) or not url or " " in url:
        raise UnusableAddress(address=url[:200])
    symbol = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    symbol.add_data(url, optimize=0)
    try:
        symbol.make(fit=True)
    except (DataOverflowError, ValueError):
        raise UnusableAddress(address=url[:200]) from None
    return tuple(tuple(bool(module) for module in row) for row in symbol.modules)


def bars(modules: Sequence[Sequence[bool]]) -> list[Bar]:
    """The dark modules as few rectangles, none overlapping: equal runs of successive rows become one."""
    done: list[Bar] = []
    growing: dict[tuple[int, int], Bar] = {}
    for y, row in enumerate(modules):
        here = {
            run: (growing.pop(run) if run in growing else Bar(run[0], y, run[1], 0)) for run in _runs(row)
        }
        done += growing.values()
        growing = {run: bar._replace(height=bar.height + 1) for run, bar in here.items()}
    return done + list(growing.values())


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """(start, length) of each run of dark modules."""
    edges = [x for x, (a, b) in enumerate(zip((False, *row), (*row, False), strict=True)) if a != b]
    return [(start, end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def svg(url: str, *, module_mm: float = 0.5) -> bytes:
    """The symbol with its quiet zone as an SVG 1.1 document whose modules are `module_mm` wide in print."""
    modules = matrix(url)
    side = len(modules) + 2 * QUIET_ZONE
    size = f"{side * module_mm:g}mm"
    path = "".join(
        f"M{bar.x + QUIET_ZONE} {bar.y + QUIET_ZONE}h{bar.width}v{bar.height}h-{bar.width}z"
        for bar in bars(modules)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>\n'
    ).encode("ascii")


def png(url: str, *, scale: int = 8) -> bytes:
    """The symbol with its quiet zone as a black and white PNG, `scale` pixels a module."""
    modules = matrix(url)
    side = len(modules) + 2 * QUIET_ZONE
    picture = Image.new("1", (side, side), 1)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x + QUIET_ZONE, y + QUIET_ZONE), 0)
    out = BytesIO()
    picture.resize((side * scale, side * scale), Image.Resampling.NEAREST).save(out, "PNG", optimize=True)
    return out.getvalue()
