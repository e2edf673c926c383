"""The real sound files are read right."""

import pytest

from media.audio import read_audiobook

pytestmark = pytest.mark.shared_data

FOUR = ["Chapter 1 - ❤️😊", "Chapter 2 - ßöÄ", "Chapter 3 - 爱", "Chapter 4"]
# Seconds by ffmpeg's full decode of each file.
BOOKS = [
    ("lao-hac.m4b", "Lão Hạc", ("Nam Cao",), 1943, 1039.557, [f"Phần {n}" for n in range(1, 7)]),
    ("chapters-10.m4b", "German", (), None, 25.152, [f"{n:02}" for n in range(1, 11)]),
    ("auphonic.mp3", "Title", ("Artist",), 2021, 10.0, FOUR),
    ("auphonic.m4a", "Title", ("Artist",), 2021, 10.054, FOUR),
    ("auphonic.opus", "Title", ("Artist",), 2021, 10.0, FOUR),
]


@pytest.mark.parametrize("expected", BOOKS, ids=lambda expected: expected[0])
def test_a_book_in_one_file(shared_data, expected):
    name, title, authors, year, seconds, chapters = expected
    book = read_audiobook([shared_data / "audio" / name])
    assert (book.title, book.authors, book.year) == (title, authors, year)
    assert book.duration == pytest.approx(seconds, abs=0.5)
    assert [chapter.title for chapter in book.chapters] == chapters


def test_id3_chapters(shared_data):
    book = read_audiobook([shared_data / "audio" / "chapters-9.mp3"])
    starts = [chapter.start for chapter in book.chapters]
    assert starts == [0, 15, 22, 34, 45, 60, 76, 94, 111.5]
    assert book.chapters[0].title == "Intro"
    assert book.duration == pytest.approx(118.997, abs=0.5)
    assert book.cover is not None


def test_a_folder_of_tracks(shared_data):
    book = read_audiobook(sorted((shared_data / "audio" / "truyen-kieu").iterdir(), reverse=True))
    assert (book.title, book.authors, book.narrator) == ("Truyện Kiều", ("Nguyễn Du",), "Giọng đọc máy")
    assert [chapter.title for chapter in book.chapters] == [f"Hồi {n}" for n in range(1, 6)]
    assert book.duration == pytest.approx(719.022, abs=0.5)
    assert book.chapters[-1].end == pytest.approx(book.duration, abs=0.01)
