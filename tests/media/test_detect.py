"""A file is known by its content, whatever it is called."""

import io
import zipfile

import pytest
from PIL import Image

from media.detect import Kind, content_type, kind_of
from media.errors import DamagedFile, EmptyFile, UnknownFormat
from tests.media.sounds import adts, flac, m4b, mp3, mp3_of_many_bit_rates, opus


def zipped(path, members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def picture(pillow_format):
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, pillow_format)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "kind"),
    [(mp3, Kind.MP3), (m4b, Kind.MP4), (opus, Kind.OGG), (flac, Kind.FLAC), (adts, Kind.AAC)],
)
@pytest.mark.parametrize("name", ["book", "book.pdf", "book.mp3", "book.aac", "book.epub"])
def test_sound_is_known_under_any_name(tmp_path, make, kind, name):
    assert kind_of(make(tmp_path / "sound"), name) is kind


def test_an_mp3_without_tag_or_header_is_known(tmp_path):
    path = mp3_of_many_bit_rates(tmp_path / "bare", 0.5, 0.5)
    assert kind_of(path, "bare") is Kind.MP3
    path.write_bytes(b"\0" * 777 + path.read_bytes())
    assert kind_of(path, "bare") is Kind.MP3


def test_two_frames_are_an_mp3_only_if_the_name_agrees(tmp_path):
    whole = mp3_of_many_bit_rates(tmp_path / "bare", 0.5, 0.5).read_bytes()
    frame = 160000 // 8 * 576 // 24000  # MPEG-2 layer III: 576 samples
    short = tmp_path / "short"
    short.write_bytes(whole[: 2 * frame] + b"not a frame")
    assert kind_of(short, "short.mp3") is Kind.MP3
    with pytest.raises(UnknownFormat):
        kind_of(short, "short.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", Kind.PDF),
        (b"\n\n junk %PDF-1.4\n", Kind.PDF),
        (picture("JPEG"), Kind.IMAGE),
        (picture("PNG"), Kind.IMAGE),
        (picture("GIF"), Kind.IMAGE),
        (picture("WEBP"), Kind.IMAGE),
    ],
)
def test_documents_and_pictures_are_known_by_their_first_bytes(tmp_path, data, kind):
    path = tmp_path / "file"
    path.write_bytes(data)
    assert kind_of(path, "file.mp3") is kind


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"mimetype": "application/epub+zip"}, Kind.EPUB),
        ({"mimetype": "application/epub+zip\n"}, Kind.EPUB),
        ({"META-INF/container.xml": "<container/>"}, Kind.EPUB),
        ({"Truyện Kiều/01.MP3": "x"}, Kind.ZIP),
    ],
)
def test_an_archive_is_known_by_its_members(tmp_path, members, kind):
    assert kind_of(zipped(tmp_path / "file", members), "file.zip") is kind


@pytest.mark.parametrize(
    "data",
    [
        b"#EXTM3U\nhttp://example.org/stream.mp3\n",
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"\0\0\0\x18ftypheic\0\0\0\0",
        "Trăm năm trong cõi người ta".encode("utf-16"),
        b"\xff" * 5000,
        bytes(range(256)) * 100,
        b"ID3\x04\0\0\0\0\x7f\x7f",
    ],
)
@pytest.mark.parametrize("name", ["file.mp3", "file.m4b", "file"])
def test_what_the_library_does_not_read_is_unknown(tmp_path, data, name):
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(UnknownFormat):
        kind_of(path, name)


def test_an_archive_of_anything_else_is_unknown(tmp_path):
    with pytest.raises(UnknownFormat):
        kind_of(zipped(tmp_path / "file", {"xl/workbook.xml": "x"}), "file.epub")


def test_an_archive_cut_off_is_damaged(tmp_path):
    path = zipped(tmp_path / "file", {"mimetype": "application/epub+zip", "text": "x" * 1000})
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(DamagedFile):
        kind_of(path, "file.epub")


def test_an_empty_file_is_empty(tmp_path):
    path = tmp_path / "file.mp3"
    path.touch()
    with pytest.raises(EmptyFile):
        kind_of(path, path.name)


@pytest.mark.parametrize(
    ("kind", "name", "served_as"),
    [
        (Kind.MP4, "a.m4b", "audio/mp4"),
        (Kind.MP4, "a.m4a", "audio/mp4"),
        (Kind.OGG, "a.opus", "audio/ogg"),
        (Kind.MP3, "a.mp3", "audio/mpeg"),
        (Kind.FLAC, "a", "audio/flac"),
        (Kind.AAC, "a.mp3", "audio/aac"),
        (Kind.EPUB, "a", "application/epub+zip"),
        (Kind.PDF, "a", "application/pdf"),
        (Kind.ZIP, "a", "application/zip"),
        (Kind.IMAGE, "a.PNG", "image/png"),
        (Kind.IMAGE, "a.jpeg", "image/jpeg"),
    ],
)
def test_the_content_type_that_browsers_want(kind, name, served_as):
    assert content_type(kind, name) == served_as
