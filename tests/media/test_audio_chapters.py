"""Chapters are found in every format and lie end to end on the time line."""

import pytest
from mutagen.id3 import CHAP, CTOC, ID3, TIT2, CTOCFlags, Encoding
from mutagen.oggopus import OggOpus

from media.audio import read_track
from media.chapters import Chapter, in_order
from tests.media.sounds import m4b, mp3, opus

THREE = (Chapter("Mở đầu ❤️", 0, 1), Chapter("Hai", 1, 2.517), Chapter("爱", 2.517, 4))


def with_chap(path, *chapters, encoding=Encoding.UTF8):
    """ID3 CHAP frames of (title, start, end) in milliseconds."""
    tags = ID3()
    names = [f"chp{number}" for number, _ in enumerate(chapters)]
    tags.add(CTOC(element_id="toc", flags=CTOCFlags.TOP_LEVEL, child_element_ids=names, sub_frames=[]))
    for name, (title, start, end) in zip(names, chapters, strict=True):
        sub_frames = [TIT2(encoding=encoding, text=title)]
        tags.add(CHAP(element_id=name, start_time=start, end_time=end, sub_frames=sub_frames))
    tags.save(path)
    return path


def test_the_chapters_of_an_m4b_are_kept_to_the_millisecond(tmp_path):
    told = [(chapter.title, chapter.start, chapter.end) for chapter in THREE]
    chapters = read_track(m4b(tmp_path / "a.m4b", 4, chapters=told)).chapters
    assert chapters == THREE


def test_the_chapters_of_an_mp3_are_kept_to_the_millisecond(tmp_path):
    told = [(chapter.title, round(chapter.start * 1000), round(chapter.end * 1000)) for chapter in THREE]
    assert read_track(with_chap(mp3(tmp_path / "a.mp3", 4), *told)).chapters == THREE


def test_the_chapters_of_an_opus_file_are_read(tmp_path):
    path = opus(tmp_path / "a.opus", 4)
    file = OggOpus(path)
    for number, chapter in enumerate(THREE, start=1):
        file[f"CHAPTER{number:03}"] = f"00:00:{chapter.start:06.3f}"
        file[f"CHAPTER{number:03}NAME"] = chapter.title
    file.save()
    chapters = read_track(path).chapters
    assert [(chapter.title, chapter.start) for chapter in chapters] == [(c.title, c.start) for c in THREE]
    assert chapters[-1].end == pytest.approx(4, abs=0.05)


def test_chapters_told_out_of_order_with_gaps_and_beyond_the_end_are_put_right(tmp_path):
    path = with_chap(
        mp3(tmp_path / "a.mp3", 4),
        *(("Ba", 3000, 9000), ("Một", 0, 500), ("Ngoài", 60000, 70000), ("Hai", 1000, 1000)),
    )
    duration = read_track(path).duration
    assert read_track(path).chapters == (
        Chapter("Một", 0, 1),
        Chapter("Hai", 1, 3),
        Chapter("Ba", 3, duration),
    )


def test_chapter_titles_in_a_wrong_encoding_are_put_right(tmp_path):
    chapters = [("TruyÖn KiÒu", 0, 1000), ("Håi 1", 1000, 4000)]
    path = with_chap(mp3(tmp_path / "a.mp3", 4), *chapters, encoding=Encoding.LATIN1)
    assert [chapter.title for chapter in read_track(path).chapters] == ["Truyện Kiều", "Hồi 1"]


def test_a_part_and_its_first_chapter_leave_the_chapter():
    told = [Chapter("Phần một", 0, 9), Chapter("Chương 1", 0, 4), Chapter("Chương 2", 4, 9)]
    assert in_order(told, 9) == (Chapter("Chương 1", 0, 4), Chapter("Chương 2", 4, 9))


def test_what_lies_outside_the_sound_is_dropped():
    assert in_order([Chapter("a", -1, 2), Chapter("b", 5, 6), Chapter("c", 7, 8)], 5) == ()
