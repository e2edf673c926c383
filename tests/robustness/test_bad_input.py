"""Bad files are refused one by one in words; the good ones beside them go in; nothing is half-written."""

import json
import os
import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.media import documents, sounds
from tests.robustness.data_folder import troubles, unfinished
from tests.robustness.program import Answer, Program, Site, librarian

LONG = "Rất dài " * 1250
NFD = unicodedata.normalize("NFD", "Tiếng Việt ở Phường Mười Ba")
GOOD = ("tot.epub", "tot.mp3", "dai.epub", f"{NFD}.pdf", "không đuôi")


def _escaping() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", documents.CONTAINER)
        archive.writestr("../../thoat.xhtml", "x")
    return out.getvalue()


def _made(folder: Path) -> Path:
    """Good files and bad ones side by side."""
    folder.mkdir()
    whole = documents.epub(folder / "tot.epub").read_bytes()
    sound = sounds.mp3(folder / "tot.mp3").read_bytes()
    documents.epub(folder / "dai.epub", metadata=documents.dublin_core(LONG))
    documents.pdf(folder / f"{NFD}.pdf", ["Phuong 13"])
    (folder / "không đuôi").write_bytes(
        documents.epub(folder / "x", metadata=documents.dublin_core("Khác")).read_bytes()
    )
    (folder / "x").unlink()
    documents.pdf(folder / "khoa.pdf", ["x"], password="mat-khau")
    for name, content in {
        "van-ban.docx": b"khong phai sach",
        "rong.pdf": b"",
        "rong.mp3": b"",
        "cut.epub": whole[: len(whole) * 2 // 3],
        "zip.epub": b"PK\x03\x04" + b"\0" * 50,
        "thoat.epub": _escaping(),
        "cut.pdf": (folder / "khoa.pdf").read_bytes()[:200],
        "khong-phai-nhac.mp3": b"ID3\x03\0\0\0\0\0\x0a" + b"\xff" * 3000,
        "hong.m4b": b"\0\0\0\x18ftypM4B \0\0\0\0" + b"\0" * 2000,
        "hong.flac": b"fLaC" + b"\x01" * 500,
        "hong.ogg": b"OggS" + sound[:900],
        "nguon.cue": b"FILE tot.mp3 MP3",
    }.items():
        (folder / name).write_bytes(content)
    return folder


def _bad(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()} - set(GOOD)


def _outside(tmp_path: Path) -> set[str]:
    return {path.name for path in tmp_path.rglob("*thoat.xhtml")} | {
        path.name for path in tmp_path.rglob("x")
    }


def test_a_folder_of_good_and_bad_files(tmp_path: Path) -> None:
    program, folder = Program(tmp_path / "data"), _made(tmp_path / "sach")
    bad = _bad(folder)
    (folder / "vong").symlink_to(folder, target_is_directory=True)
    (folder / "mat.epub").symlink_to(tmp_path / "khong-co")
    (folder / "trong").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "ong.mp3")
    answer = program.run("ingest", folder, "--json")
    assert (answer.status, answer.err) == (1, "")
    files = {Path(file["path"]).name: file for file in answer.values["files"]}
    assert {name for name, file in files.items() if file["status"] == "refused"} == bad
    assert {name for name, file in files.items() if file["status"] == "added"} == set(GOOD)
    assert all(files[name]["reason"] for name in bad)
    assert (answer.values["added"], answer.values["refused"]) == (len(GOOD), len(bad))
    assert program.count("record") == len(GOOD)
    assert (troubles(program), unfinished(program), _outside(tmp_path)) == ([], [], set())
    assert program.ask("SELECT max(length(title)) FROM record") == [(len(LONG[:2000].rstrip()),)]
    assert program.index_agrees()


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that cannot be read, also for root")
def test_a_file_that_the_disk_refuses_stops_no_other(tmp_path: Path) -> None:
    program, good = Program(tmp_path / "data"), documents.epub(tmp_path / "tot.epub")
    answer = program.run("ingest", "/proc/self/mem", good, "--json")
    assert (answer.status, answer.err) == (1, "")
    assert [file["status"] for file in answer.values["files"]] == ["refused", "added"]
    assert answer.values["files"][0]["reason"]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Program, Site]]:
    program = Program(tmp_path / "data")
    login = librarian(program)
    with program.serving() as opened:
        opened.sign_in(*login)
        yield program, opened


def test_uploads_of_good_and_bad_files(site: tuple[Program, Site], tmp_path: Path) -> None:
    program, desk = site
    folder = _made(tmp_path / "sach")
    bad = _bad(folder)
    sent = [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
    status, answer = desk.upload(*sent)
    assert status == 200
    refused = {file["name"]: file["reason"] for file in answer["files"] if file["status"] == "refused"}
    assert set(refused) == bad
    assert all(reason.endswith(".") for reason in refused.values())
    assert sum(file["status"] == "added" for file in answer["files"]) == len(GOOD)
    assert (troubles(program), unfinished(program), _outside(tmp_path)) == ([], [], set())

    whole = (folder / "tot.epub").read_bytes()
    names = [
        "../../thoat.xhtml",
        "C:\\x",
        "..",
        "a\0b.epub",
        "x" * 300 + ".epub",
        f"{NFD}.epub",
        "con.epub",
        " ",
    ]
    for name in names:
        status, answer = desk.upload((name, whole))
        assert (status, [file["status"] for file in answer["files"]]) == (200, ["unchanged"]), name
    twice = ("01.mp3", (folder / "tot.mp3").read_bytes() + b"\0" * 10)
    status, answer = desk.upload(twice, twice, together=True)
    assert status == 200
    assert json.dumps(answer)
    assert (troubles(program), unfinished(program), _outside(tmp_path)) == ([], [], set())


def test_spreadsheets_that_cannot_be_used_and_odd_ones_that_can(tmp_path: Path) -> None:
    program = Program(tmp_path / "data")

    def take_in(name: str, content: bytes) -> Answer:
        (tmp_path / name).write_bytes(content)
        return program.run("import", tmp_path / name, "--json")

    for name, content in (("mau.csv", "Màu,Cỡ\nđỏ,1\n".encode()), ("cut.xlsx", b"PK\x03\x04" + b"\0" * 100)):
        answer = take_in(name, content)
        assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1), answer.err
    assert [program.count(table) for table in ("record", "source", "copy")] == [0, 0, 0]

    answer = take_in("cu.csv", "title,author\nHòm thư,Bùi Văn\n".encode("latin-1", "replace"))
    assert (answer.status, answer.values["warnings"]) == (0, 1), "not UTF-8: read all the same, with a note"
    answer = take_in("dai.csv", f"title,author\n{LONG},A\n{NFD},B\n".encode())
    assert answer.status == 0
    titles = [title for (title,) in program.ask("SELECT title FROM record ORDER BY id")]
    assert titles[1:] == [LONG[:2000].rstrip(), unicodedata.normalize("NFC", NFD)]
