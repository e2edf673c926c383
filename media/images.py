"""Pictures from outside: checked before a pixel is unpacked, made small, stripped of what they tell."""

import io
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from media.errors import N_, DamagedFile, EmptyFile, MediaRefusal, UnknownFormat

MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
PAPER = (251, 248, 243)
TALLEST = 4  # a thumbnail is at most so many times as high as wide
QUALITY = 82


class ImageTooLarge(MediaRefusal):
    """More pixels than a server with little memory can unpack."""

    status = 413
    message = N_("Ảnh có quá nhiều điểm ảnh (tối đa 40 triệu). Hãy thu nhỏ ảnh rồi gửi lại.")


class UnknownImage(UnknownFormat):
    """The content is no picture that browsers show."""

    message = N_("Không nhận ra định dạng của ảnh. Thư viện nhận ảnh JPEG, PNG, GIF và WebP.")


def check_image(data: bytes | Path) -> tuple[int, int]:
    """Unpack the whole picture and return its width and height in pixels as it is to be seen.

    Raises EmptyFile, UnknownImage, DamagedFile, ImageTooLarge.
    """
    return _unpacked(data).size


def thumbnail(data: bytes | Path, width: int, *, format: str = "WEBP") -> bytes:  # noqa: A002 - Pillow's word
    """The picture at most `width` pixels wide, upright, in RGB, without metadata; errors as `check_image`.

    A smaller picture is not enlarged. `format` is Pillow's name of an output format.
    """
    image = _unpacked(data, width)
    image.thumbnail((width, width * TALLEST), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, format, quality=QUALITY)
    return out.getvalue()


def _unpacked(data: bytes | Path, width: int | None = None) -> Image.Image:
    """The first picture of the file, turned as EXIF says, on paper where it is transparent."""
    if not (data if isinstance(data, bytes) else data.stat().st_size):
        raise EmptyFile
    try:
        with _open(data) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ImageTooLarge
            if width is not None:  # a JPEG is unpacked at a half, a quarter or an eighth where that is enough
                image.draft("RGB", (width, width))
            return _on_paper(ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise DamagedFile from error


def _open(data: bytes | Path) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data) if isinstance(data, bytes) else data, formats=FORMATS)
    except UnidentifiedImageError as error:
        raise UnknownImage from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageTooLarge from error


def _on_paper(image: Image.Image) -> Image.Image:
    """In RGB, with nothing of the file left but its pixels."""
    if image.has_transparency_data:
        above = image.convert("RGBA")
        flat = Image.new("RGB", image.size, PAPER)
        flat.paste(above, mask=above.getchannel("A"))
        return flat
    flat = Image.new("RGB", image.size)
    flat.paste(image.convert("RGB"))
    return flat
