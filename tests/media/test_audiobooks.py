"""Files make up one audiobook: in order, under one title, with one line of chapters."""

import random
import unicodedata

import pytest
from mutagen.id3 import APIC, ID3, TALB, TDRC, TIT2, TPE1, TPOS, TRCK, Encoding

from media.audio import named_after, read_audiobook
from media.errors import DamagedFile
from tests.media.sounds import m4b, mp3

FRAMES = {"title": TIT2, "album": TALB, "author": TPE1, "track": TRCK, "disc": TPOS, "year": TDRC}


def track(path, seconds=1.0, **said):
    path.parent.mkdir(parents=True, exist_ok=True)
    mp3(path, seconds)
    tags = ID3()
    for name, text in said.items():
        tags.add(FRAMES[name](encoding=Encoding.UTF8, text=text))
    tags.save(path)
    return path


def names(book):
    return [chapter.title for chapter in book.chapters]


def shuffled(paths):
    return random.Random(13).sample(paths, len(paths))  # noqa: S311 - any order will do


def test_tracks_stand_by_disc_and_number_and_the_book_bears_the_album(tmp_path):
    paths = [
        track(
            tmp_path / f"{9 - n}.mp3",
            1 + n / 10,
            title=f"Hồi {n}",
            track=f"{n % 3 + 1}/3",
            disc=str(n // 3 + 1),
        )
        for n in range(6)
    ]
    for path in paths[1:]:
        tags = ID3(path)
        tags.add(TALB(encoding=Encoding.UTF8, text="Truyện Kiều"))
        tags.add(TPE1(encoding=Encoding.UTF8, text="Nguyễn Du"))
        tags.save(path)
    book = read_audiobook(shuffled(paths))
    assert [track.path for track in book.tracks] == paths
    assert (book.title, book.authors) == ("Truyện Kiều", ("Nguyễn Du",))
    assert names(book) == [f"Hồi {n}" for n in range(6)]
    assert book.duration == pytest.approx(7.5, abs=0.1)
    assert book.chapters[-1].end == pytest.approx(book.duration, abs=0.002)
    ends = [0, *(chapter.end for chapter in book.chapters)]
    assert ends[:-1] == [chapter.start for chapter in book.chapters]


def test_without_numbers_the_names_decide_as_people_count(tmp_path):
    paths = [track(tmp_path / f"Hồi {n}.mp3") for n in (1, 2, 9, 10, 11)]
    assert names(read_audiobook(shuffled(paths))) == ["Hồi 1", "Hồi 2", "Hồi 9", "Hồi 10", "Hồi 11"]


def test_three_disc_folders_in_nfd_whose_numbers_start_again_follow_each_other(tmp_path):
    book_folder = tmp_path / unicodedata.normalize("NFD", "Số đỏ")
    paths = [
        track(
            book_folder / unicodedata.normalize("NFD", f"Đĩa {disc}") / f"0{n}.mp3",
            title=f"{disc}.{n}",
            track=str(n),
        )
        for disc in (1, 2, 10)
        for n in (1, 2)
    ]
    book = read_audiobook(shuffled(paths))
    assert names(book) == ["1.1", "1.2", "2.1", "2.2", "10.1", "10.2"]
    assert book.title == "Số đỏ"


def test_tracks_that_all_bear_the_books_title_are_called_after_their_files(tmp_path):
    paths = [track(tmp_path / f"{n:02} - Chương {n}.mp3", title="Tắt đèn", album="Tắt đèn") for n in (1, 2)]
    assert names(read_audiobook(paths)) == ["Chương 1", "Chương 2"]


def test_files_with_chapters_of_their_own_keep_them_behind_each_other(tmp_path):
    first = m4b(tmp_path / "1.m4b", 3, chapters=[("Một", 0, 1), ("Hai", 1, 3)])
    second = track(tmp_path / "2.mp3", 2, title="Ba")
    book = read_audiobook([second, first])
    assert names(book) == ["Một", "Hai", "Ba"]
    assert book.chapters[2].start == book.tracks[0].duration
    assert book.chapters[2].end == pytest.approx(book.duration, abs=0.002)


@pytest.mark.parametrize(
    ("title", "album", "expected"),
    [
        ("Lão Hạc", "Tuyển tập Nam Cao", "Lão Hạc"),
        ("", "Lão Hạc", "Lão Hạc"),
        ("Track 01", "Lão Hạc", "Lão Hạc"),
        ("01", "Lão Hạc", "Lão Hạc"),
        ("Chương 1", "Lão Hạc", "Lão Hạc"),
        ("1984", "", "1984"),
        ("Phần đời còn lại", "Album", "Phần đời còn lại"),
        ("", "", "Tên tập tin"),
    ],
)
def test_a_book_in_one_file_bears_its_title_or_else_the_album(tmp_path, title, album, expected):
    assert (
        read_audiobook([track(tmp_path / "01 - Tên_tập tin.mp3", title=title, album=album)]).title == expected
    )


def test_the_first_cover_and_the_commonest_year_stand_for_the_book(tmp_path):
    paths = [track(tmp_path / f"{n}.mp3", year=year) for n, year in enumerate(("1943", "2020", "1943"))]
    tags = ID3(paths[2])
    tags.add(APIC(mime="image/jpeg", type=3, data=b"cover"))
    tags.save(paths[2])
    book = read_audiobook(paths)
    assert (book.year, book.cover) == (1943, b"cover")


def test_one_damaged_file_refuses_the_book(tmp_path):
    good, bad = track(tmp_path / "1.mp3"), m4b(tmp_path / "2.m4b")
    bad.write_bytes(bad.read_bytes()[:-500])
    with pytest.raises(DamagedFile):
        read_audiobook([good, bad])


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("03 - Hồi 3.mp3", "Hồi 3"),
        ("03.mp3", "03"),
        ("3. Tắt_đèn.mp3", "Tắt đèn"),
        ("1984.mp3", "1984"),
        ("Lão Hạc.m4b", "Lão Hạc"),
        (unicodedata.normalize("NFD", "Số đỏ.m4b"), "Số đỏ"),
    ],
)
def test_a_file_name_makes_a_title(tmp_path, name, title):
    assert named_after(tmp_path / name) == title
