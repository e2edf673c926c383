"""Pictures from outside become small, upright and silent, or are refused."""

import io
import struct
import zlib

import pytest
from PIL import Image

from media.errors import DamagedFile, EmptyFile
from media.images import PAPER, ImageTooLarge, UnknownImage, check_image, thumbnail

RED, BLUE = (200, 30, 40), (20, 60, 200)


def encoded(image, pillow_format, **options):
    out = io.BytesIO()
    image.save(out, pillow_format, **options)
    return out.getvalue()


def decoded(data):
    return Image.open(io.BytesIO(data))


def half_and_half(width=400, height=200):
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def near(colour, other):
    return all(abs(one - two) < 12 for one, two in zip(colour, other, strict=True))


@pytest.mark.parametrize("pillow_format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_thumbnail_is_as_wide_as_asked_and_webp(pillow_format):
    small = decoded(thumbnail(encoded(half_and_half(), pillow_format), 100))
    assert (small.format, small.size, small.mode) == ("WEBP", (100, 50), "RGB")
    assert near(small.getpixel((10, 25)), RED)
    assert near(small.getpixel((90, 25)), BLUE)


def test_a_file_on_disk_and_another_format(tmp_path):
    path = tmp_path / "cover"
    path.write_bytes(encoded(half_and_half(), "PNG"))
    small = decoded(thumbnail(path, 100, format="JPEG"))
    assert (small.format, small.size) == ("JPEG", (100, 50))
    assert check_image(path) == (400, 200)


def test_a_small_picture_is_not_enlarged():
    assert decoded(thumbnail(encoded(half_and_half(40, 60), "PNG"), 400)).size == (40, 60)


def test_a_photograph_is_turned_as_it_was_taken_and_its_data_are_gone():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera stood on its right side
    exif[0x010F] = "camera"
    exif.get_ifd(0x8825)[2] = (10.0, 46.0, 0.0)
    data = encoded(half_and_half(), "JPEG", exif=exif)
    assert check_image(data) == (200, 400)
    small = decoded(thumbnail(data, 100))
    assert small.size == (100, 200)
    assert near(small.getpixel((50, 20)), RED)
    assert near(small.getpixel((50, 180)), BLUE)
    assert not small.getexif()
    assert "exif" not in small.info


def test_transparent_pictures_lie_on_paper():
    for image in (Image.new("RGBA", (50, 50), (0, 0, 0, 0)), Image.new("LA", (50, 50), (0, 0))):
        assert near(decoded(thumbnail(encoded(image, "PNG"), 50)).getpixel((25, 25)), PAPER)


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16"])
def test_other_colour_modes_become_rgb(mode):
    image = Image.new(mode, (50, 50))
    data = encoded(image, "JPEG" if mode == "CMYK" else "PNG")
    assert decoded(thumbnail(data, 50)).mode == "RGB"


def test_a_picture_cut_off_is_damaged():
    for pillow_format in ("JPEG", "PNG", "WEBP"):
        data = encoded(Image.effect_noise((300, 300), 80), pillow_format)
        with pytest.raises(DamagedFile):
            check_image(data[: len(data) // 2])


def bomb(width, height):
    """A PNG of a few bytes that says it is `width` × `height` px."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("width", "height"), [(6400, 6400), (10_000, 10_000), (60_000, 60_000)])
def test_a_picture_of_too_many_pixels_is_never_unpacked(width, height):
    for look in (check_image, lambda data: thumbnail(data, 100)):
        with pytest.raises(ImageTooLarge):
            look(bomb(width, height))


def test_what_is_no_picture_is_refused(tmp_path):
    with pytest.raises(UnknownImage):
        check_image(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    with pytest.raises(EmptyFile):
        check_image(b"")
    empty = tmp_path / "empty"
    empty.touch()
    with pytest.raises(EmptyFile):
        thumbnail(empty, 100)
