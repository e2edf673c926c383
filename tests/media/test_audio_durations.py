"""The duration of a sound file is true, whatever its header says, and a broken file is refused."""

import re
import shutil

import av
import pytest

from media.audio import read_track
from media.errors import DamagedFile, EmptyFile, RightsProtected, UnknownFormat
from tests.media.sounds import adts, flac, m4b, mp3, mp3_of_many_bit_rates, opus, sound


def decoded_seconds(path):
    """What a full decode gives."""
    with av.open(path) as container:
        return sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0))


@pytest.mark.parametrize(
    ("make", "codec", "served_as"),
    [
        (mp3, "mp3", "audio/mpeg"),
        (m4b, "aac", "audio/mp4"),
        (opus, "opus", "audio/ogg"),
        (flac, "flac", "audio/flac"),
        (adts, "aac", "audio/aac"),
    ],
)
def test_each_format_tells_its_duration_and_codec(tmp_path, make, codec, served_as):
    path = make(tmp_path / "sound", 7.0)
    track = read_track(path)
    assert track.duration == pytest.approx(7.0, abs=0.1)
    assert track.duration == pytest.approx(decoded_seconds(path), abs=0.1)
    assert (track.codec, track.content_type) == (codec, served_as)
    assert (track.path, track.size) == (path, path.stat().st_size)
    assert track.bit_rate > 1000


def test_an_mp3_of_many_bit_rates_without_xing_header_is_walked(tmp_path):
    path = mp3_of_many_bit_rates(tmp_path / "vbr.mp3", 2, 20)
    with av.open(path) as container:
        assert container.duration / av.time_base < 10, (
            "the header alone must mislead for this test to mean anything"
        )
    assert read_track(path).duration == pytest.approx(decoded_seconds(path), abs=0.1)


def test_an_mp3_cut_off_is_as_long_as_what_is_left(tmp_path):
    path = mp3(tmp_path / "cut.mp3", 20)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert read_track(path).duration == pytest.approx(10, abs=0.2)


def test_an_mp3_that_lost_its_beginning_is_still_read(tmp_path):
    path = mp3(tmp_path / "cut.mp3", 20)
    path.write_bytes(path.read_bytes()[path.stat().st_size // 2 :])
    assert read_track(path).duration == pytest.approx(10, abs=0.2)


def test_a_flac_cut_off_is_as_long_as_what_is_left(tmp_path):
    path = flac(tmp_path / "cut.flac", 20)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert read_track(path).duration == pytest.approx(10, abs=1)


@pytest.mark.parametrize("kept", [0.99, 0.5, 0.1])
def test_an_m4b_cut_off_is_damaged(tmp_path, kept):
    path = m4b(tmp_path / "cut.m4b", 5)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    with pytest.raises(DamagedFile):
        read_track(path)


def test_an_m4b_whose_index_stood_at_the_end_and_is_gone_is_damaged(tmp_path):
    path = sound(tmp_path / "cut.m4b", 5, codec="aac", format="ipod")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(DamagedFile):
        read_track(path)


def test_a_tag_without_sound_is_damaged_or_unknown(tmp_path):
    path = mp3(tmp_path / "a.mp3")
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises((DamagedFile, UnknownFormat)):
        read_track(path)


@pytest.mark.parametrize("make", [mp3, m4b, opus, flac, adts])
def test_rubbish_behind_a_right_beginning_is_no_crash(tmp_path, make):
    path = make(tmp_path / "sound")
    data = path.read_bytes()
    path.write_bytes(data[:200] + bytes(range(256)) * (len(data) // 256))
    with pytest.raises((DamagedFile, UnknownFormat)):
        read_track(path)


def test_an_encrypted_m4b_is_refused_for_its_rights(tmp_path):
    path = m4b(tmp_path / "locked.m4b")
    path.write_bytes(path.read_bytes().replace(b"mp4a", b"drms", 1))
    with pytest.raises(RightsProtected):
        read_track(path)


def test_sound_in_an_unknown_coding_is_unknown(tmp_path):
    path = m4b(tmp_path / "odd.m4b")
    # The object type in the decoder configuration (ISO 14496-1 §7.2.6.6), 0x40 for AAC.
    path.write_bytes(
        re.sub(rb"(\x04\x80\x80\x80.)\x40", b"\\g<1>\xfe", path.read_bytes().replace(b"mp4a", b"zzzz"))
    )
    with pytest.raises(UnknownFormat):
        read_track(path)


def test_a_film_is_no_track(tmp_path):
    path = tmp_path / "film.mp4"
    with av.open(path, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for _ in range(5):
            container.mux(stream.encode(av.VideoFrame(32, 32, "yuv420p")))
        container.mux(stream.encode(None))
    with pytest.raises(UnknownFormat):
        read_track(path)


def test_no_bytes_and_no_sound_are_refused(tmp_path):
    empty = tmp_path / "empty.mp3"
    empty.touch()
    with pytest.raises(EmptyFile):
        read_track(empty)
    document = tmp_path / "a.mp3"
    document.write_bytes(b"%PDF-1.7")
    with pytest.raises(UnknownFormat):
        read_track(document)


def test_a_file_without_suffix_is_read_from_the_store(tmp_path):
    path = tmp_path / ("0" * 62)
    shutil.move(mp3(tmp_path / "a.mp3", 2), path)
    assert read_track(path).duration == pytest.approx(2, abs=0.1)
