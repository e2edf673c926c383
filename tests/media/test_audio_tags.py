"""What the tags of a sound file say is read, put right where its encoding is clearly wrong, else kept."""

import base64
import unicodedata
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.flac import FLAC, Picture
from mutagen.id3 import APIC, ID3, TALB, TCOM, TCON, TDRC, TIT2, TLAN, TPE1, TPOS, TRCK, TXXX, Encoding
from mutagen.mp4 import MP4, MP4Cover, MP4FreeForm
from mutagen.oggopus import OggOpus

from media.audio import read_track
from media.mojibake import TCVN3, repair
from tests.media.sounds import adts, flac, m4b, mp3, opus

PICTURE = b"\x89PNG\r\n\x1a\n picture"


def said(track):
    return (
        *(track.title, track.album, track.authors, track.narrator, track.year),
        *(track.track_number, track.disc_number, track.genre, track.language, track.cover),
    )


TAO_HOAI = ("Chương 3", "Dế Mèn", ("Tô Hoài",), "Hoàng Yến", 1941, 3, 2, "Sách nói", "vie", PICTURE)


def id3_said(path, *, encoding=Encoding.UTF8):
    tags = ID3()
    for frame, text in (
        *((TIT2, "Chương 3"), (TALB, "Dế Mèn"), (TPE1, "Tô Hoài"), (TCOM, "Hoàng Yến")),
        *((TDRC, "1941"), (TRCK, "03/10"), (TPOS, "2/3"), (TCON, "Sách nói"), (TLAN, "vie")),
    ):
        tags.add(frame(encoding=encoding, text=text))
    tags.add(APIC(mime="image/png", type=4, desc="back", data=b"back"))
    tags.add(APIC(mime="image/png", type=3, desc="front", data=PICTURE))
    tags.save(path)
    return read_track(path)


@pytest.mark.parametrize("make", [mp3, adts])
@pytest.mark.parametrize("encoding", [Encoding.UTF8, Encoding.UTF16])
def test_id3_frames_are_read(tmp_path, make, encoding):
    assert said(id3_said(make(tmp_path / "a"), encoding=encoding)) == TAO_HOAI


def test_mp4_atoms_are_read(tmp_path):
    path = m4b(tmp_path / "a.m4b")
    file = MP4(path)
    file["©nam"], file["©alb"], file["©ART"] = "Chương 3", "Dế Mèn", "Tô Hoài"
    file["©wrt"], file["©day"], file["©gen"] = "Hoàng Yến", "1941-05-01", "Sách nói"
    file["trkn"], file["disk"] = [(3, 10)], [(2, 3)]
    file["----:com.apple.iTunes:LANGUAGE"] = MP4FreeForm(b"vie")
    file["covr"] = [MP4Cover(PICTURE, MP4Cover.FORMAT_PNG)]
    file.save()
    assert said(read_track(path)) == TAO_HOAI


def vorbis_said(file):
    for name, text in (
        *(("title", "Chương 3"), ("album", "Dế Mèn"), ("artist", "Tô Hoài"), ("narrator", "Hoàng Yến")),
        *(
            ("date", "1941"),
            ("tracknumber", "3"),
            ("discnumber", "2"),
            ("genre", "Sách nói"),
            ("language", "vie"),
        ),
    ):
        file[name] = text


def front_cover():
    picture = Picture()
    picture.type, picture.mime, picture.data = 3, "image/png", PICTURE
    return picture


def test_vorbis_comments_are_read(tmp_path):
    path = opus(tmp_path / "a.opus")
    file = OggOpus(path)
    vorbis_said(file)
    file["metadata_block_picture"] = [base64.b64encode(front_cover().write()).decode()]
    file.save()
    assert said(read_track(path)) == TAO_HOAI


def test_flac_comments_and_pictures_are_read(tmp_path):
    path = flac(tmp_path / "a.flac")
    file = FLAC(path)
    vorbis_said(file)
    file.add_picture(front_cover())
    file.save()
    assert said(read_track(path)) == TAO_HOAI


def test_a_file_without_tags_says_nothing(tmp_path):
    track = read_track(adts(tmp_path / "03 - Hồi 3.aac"))
    assert said(track) == ("", "", (), "", None, None, None, "", None, None)
    assert track.name == "Hồi 3"


def test_a_damaged_picture_and_a_refused_tag_do_not_sink_the_sound(tmp_path):
    path = opus(tmp_path / "a.opus")
    file = OggOpus(path)
    file["title"], file["metadata_block_picture"] = (
        "Hồi 1",
        ["not base64", base64.b64encode(b"short").decode()],
    )
    file.save()
    assert (read_track(path).title, read_track(path).cover) == ("Hồi 1", None)

    flat = flac(tmp_path / "b.flac")
    flat.write_bytes(b"ID3\x04\0\0\0\0\0\x0a" + b"\0" * 10 + flat.read_bytes())
    assert read_track(flat).duration == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(("version", "flag"), [(3, 0x80), (4, 0x09)])
def test_a_compressed_frame_is_never_unpacked(tmp_path, version, flag):
    path = mp3(tmp_path / "a.mp3")
    sound_alone = path.read_bytes()[ID3(path).size :]

    def frame(name, data, flags):
        size = (
            len(data).to_bytes(4)
            if version == 3
            else bytes(len(data) >> shift & 0x7F for shift in (21, 14, 7, 0))
        )
        return name + size + bytes([0, flags]) + data

    bomb = frame(b"TIT2", bytes(4) + zlib.compress(b"\x03" + b"a" * 50_000_000), flag)
    frames = frame(b"TALB", b"\x00So do", 0) + bomb
    size = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    path.write_bytes(b"ID3" + bytes([version, 0, 0]) + size + frames + sound_alone)
    track = read_track(path)
    assert (track.album, track.title) == ("So do", "")


@pytest.mark.parametrize(
    ("artist", "authors"),
    [
        ("Nguyễn Du; Đoàn Thị Điểm", ("Nguyễn Du", "Đoàn Thị Điểm")),
        ("Nguyễn Du/Đoàn Thị Điểm", ("Nguyễn Du", "Đoàn Thị Điểm")),
        ("Nguyễn Du & Đoàn Thị Điểm", ("Nguyễn Du", "Đoàn Thị Điểm")),
        ("Tolkien, J. R. R.", ("Tolkien, J. R. R.",)),
        (["Nguyễn Du", "Nguyễn Du"], ("Nguyễn Du",)),
        ("  ", ()),
    ],
)
def test_several_authors_are_told_apart(tmp_path, artist, authors):
    path = mp3(tmp_path / "a.mp3")
    tags = ID3()
    tags.add(TPE1(encoding=Encoding.UTF8, text=artist))
    tags.save(path)
    assert read_track(path).authors == authors


def test_a_narrator_tag_goes_before_the_composer_who_may_be_the_author(tmp_path):
    path = mp3(tmp_path / "a.mp3")
    tags = ID3()
    tags.add(TPE1(encoding=Encoding.UTF8, text="Tô Hoài"))
    tags.add(TCOM(encoding=Encoding.UTF8, text="Tô Hoài"))
    tags.save(path)
    assert read_track(path).narrator == ""
    tags.add(TXXX(encoding=Encoding.UTF8, desc="narrator", text="Hoàng Yến"))
    tags.save(path)
    assert read_track(path).narrator == "Hoàng Yến"


def in_tcvn3(text):
    codes = {letter: byte for byte, letter in TCVN3.items()}
    return bytes(codes.get(letter, ord(letter) if letter.isascii() else 0) for letter in text)


def in_windows_1258(text):
    """In this encoding a tone stands behind its letter."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    written = []
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in tones)
        written.append(
            unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones)) + tone
        )
    return "".join(written).encode("cp1258")


@pytest.mark.parametrize(
    "texts",
    [
        ["Truyện Kiều", "Nguyễn Du", "Hồi 1"],
        ["Lão Hạc", "Nam Cao"],
        ["Số đỏ", "Vũ Trọng Phụng", "Xuân Tóc Đỏ"],
        ["Những ngôi sao xa xôi", "Lê Minh Khuê", "Giọng đọc: Quyền"],
        ["Chí Phèo", "Dưới bóng hoàng lan", "Gió lạnh đầu mùa"],
    ],
)
@pytest.mark.parametrize("encode", [in_tcvn3, in_windows_1258, str.encode])
def test_vietnamese_read_as_latin_1_is_put_right(texts, encode):
    assert repair([encode(text).decode("latin-1") for text in texts]) == texts


def test_vietnamese_read_as_windows_1252_is_put_right():
    assert repair(["Vợ nhặt".encode().decode("cp1252", "ignore")]) == ["Vợ nhặt"]


def test_vietnamese_capitals_of_a_tcvn3_font_are_put_right():
    assert repair(["TRUYÖN KIÒU"]) == ["TRUYỆN KIỀU"]


@pytest.mark.parametrize("text", ["吾輩は猫である", "夏目漱石", "こころ 01"])
def test_shift_jis_read_as_latin_1_is_put_right(text):
    assert repair([text.encode("cp932").decode("latin-1")]) == [text]


@pytest.mark.parametrize(
    "text",
    [
        *("Café", "Déjà vu", "Über den Wolken", "Die Räuber", "La Bête humaine", "El niño", "São Paulo"),
        *("Père Goriot", "Les Misérables", "Ångström", "À la recherche du temps perdu", "Crépuscule"),
        *("Tromsø", "hôtel côté mère", "© 2013 Château", "l'été à Paris", "McÉwan", "1984™", "“Café”"),
        *("Truyện Kiều", "Số đỏ", "Đất rừng phương Nam", "Vân", "爱", "Chapter 1 - ❤️😊", "ßöÄ", "Łódź", ""),
    ],
)
def test_right_text_is_left_alone(text):
    assert repair([text]) == [text]


def test_text_becomes_nfc():
    assert repair([unicodedata.normalize("NFD", "Truyện Kiều")]) == ["Truyện Kiều"]


def test_tags_declared_as_latin_1_are_put_right_together(tmp_path):
    path = mp3(tmp_path / "a.mp3")
    tags = ID3()
    for frame, text in ((TIT2, "Hồi 1"), (TALB, "Truyện Kiều"), (TPE1, "Nguyễn Du")):
        tags.add(frame(encoding=Encoding.LATIN1, text=in_tcvn3(text).decode("latin-1")))
    tags.save(path)
    track = read_track(path)
    assert (track.title, track.album, track.authors) == ("Hồi 1", "Truyện Kiều", ("Nguyễn Du",))


@given(st.lists(st.text(max_size=20) | st.binary(max_size=20).map(lambda data: data.decode("latin-1"))))
def test_any_text_is_repaired_to_nfc_without_a_crash(texts):
    repaired = repair(texts)
    assert len(repaired) == len(texts)
    assert all(unicodedata.is_normalized("NFC", text) for text in repaired)
