"""`scripts/bench.py search` runs its parts on a small catalogue and tells it in tables and JSON."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook
from pymarc import Field, Record, Subfield

from tests.media.documents import epub, page

ROOT = Path(__file__).resolve().parents[2]
PROSE = (
    "cơ học đất nền móng công trình thủy lợi kinh tế vĩ mô quản lý dự án phân tích thiết kế hệ thống "
    "thông tin hóa hữu truyện ngắn tuyển tập phương pháp tính toán kết cấu thép điện tử số nước sạch"
)
PEOPLE = ("Nguyễn Văn Hòa", "Trần Thị Thúy", "Lê Đình Khoẻ", "Phạm Quý")


def titles(count: int) -> list[str]:
    """Distinct titles of six words."""
    random = Random(5)  # noqa: S311 - a sample
    return [" ".join(random.sample(PROSE.split(), 6)).capitalize() for _ in range(count)]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four kinds of input, small."""
    folder = tmp_path_factory.mktemp("inputs")
    for name in ("catalogue", "epub"):
        (folder / name).mkdir()
    _workbook(folder / "catalogue" / "bachkhoa-books.xlsx")
    record = Record(force_utf8=True)
    record.add_field(Field(tag="245", indicators=["0", "0"], subfields=[Subfield("a", "Cơ sở dữ liệu hoà")]))
    (folder / "catalogue" / "bachkhoa-part0.mrc").write_bytes(record.as_marc())
    with (folder / "catalogue" / "tiki-books.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("title", "authors", "catagory"), ("Cây cam ngọt", "José", "Tiểu thuyết")]
        )
    lines = "".join(f"<p>{' '.join(titles(60)[number:])}</p>" for number in range(12))
    epub(folder / "epub" / "truyen.epub", {"p1.xhtml": page(lines)})
    return folder


def _workbook(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(("STT", "CSPL", "Tên Sách", "Tập", "Tác giả", "Năm XB", "Số cá biệt", "Vị trí"))
    for number, title in enumerate(titles(40)):
        author = PEOPLE[number % len(PEOPLE)]
        sheet.append((number, "624 N", title, "", author, 1990 + number % 20, f"{5000 + number}", "Kho A"))
    book.save(path)


SMALL = (
    "--part quality speed pages growth --seed 3 --titles 4 --queries 4 --records 50 --book-pages 4 "
    "--sizes 20 60 --page-records 60 --clients 2 --seconds 1"
)


@pytest.fixture(scope="module")
def measured(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any], str]:
    """What was printed, the figures, and the plot of one run of all parts."""
    out = tmp_path_factory.mktemp("out")
    command = [sys.executable, "scripts/bench.py", "search", "--data", str(inputs), *SMALL.split()]
    command += ["--json", str(out / "figures.json"), "--plot", str(out / "growth.svg")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    # So small a collection says nothing about speed: the exit status may be 1.
    assert (out / "figures.json").is_file(), done.stderr
    figures = json.loads((out / "figures.json").read_text(encoding="utf-8"))
    return done.stdout, figures, (out / "growth.svg").read_text(encoding="utf-8")


Measured = tuple[str, dict[str, Any], str]


def test_quality_tries_every_way_of_typing_beside_fts5(measured: Measured) -> None:
    printed, figures, _ = measured
    rows = {row["typed"]: row for row in figures["quality"]["rows"]}
    assert len(rows) == 18
    assert rows["as printed"]["titles"] == 4
    assert rows["as printed"]["first 3"] == rows["as printed"]["FTS5 first 3"] == 100
    assert rows["no marks"]["floor"] == 99
    assert "title + author" in printed


def test_speed_times_both_engines_for_every_kind_of_query(measured: Measured) -> None:
    _, figures, _ = measured
    rows = {row["query"]: row for row in figures["speed"]["rows"]}
    assert len(rows) == 11
    assert all(row["asked"] and row["p50"] <= row["p95"] for row in rows.values())
    assert [name for name, row in rows.items() if row["FTS5 p95"] is None] == ["word with an error"]
    assert rows["two words"]["hits"] >= 1
    assert rows["inside: two words"]["hits"] >= 1
    assert figures["speed"]["built"][0]["documents"] == 50


def test_pages_are_whole_and_the_servers_memory_is_told(measured: Measured) -> None:
    _, figures, _ = measured
    pages = figures["pages"]
    assert pages["records"] == 60
    assert pages["errors"] == 0
    assert pages["pages"] > 0
    assert pages["p50 ms"] <= pages["p95 ms"]
    if sys.platform == "linux":
        assert all(20 < megabytes < 1000 for megabytes in pages["MB of each process"])


def test_growth_is_a_table_and_a_plot(measured: Measured) -> None:
    printed, figures, plot = measured
    assert figures["growth"]["rows"][0]["query"] == "single common word"
    assert set(figures["growth"]["measured"]) == {"20", "60"}
    assert plot.count("<polyline") == 17
    assert "last / first" in printed


def test_without_the_real_inputs_it_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "scripts/bench.py", "search", "--data", str(tmp_path / "nowhere")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--data" in done.stderr
