"""Cells that librarians typed are understood: names with roles, titles, class marks, volumes."""

import time

import pytest

from catalog.formats import cells
from catalog.models.record import Role

A, T, E, C, X = Role.AUTHOR, Role.TRANSLATOR, Role.EDITOR, Role.COMPILER, Role.CONTRIBUTOR


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Gary Vaynerchuk; Mạc Tú Anh dịch", [("Gary Vaynerchuk", A), ("Mạc Tú Anh", T)]),
        ("Trần Văn Địch", [("Trần Văn Địch", A)]),
        ("Jane P. Mallor ... [et al.]", [("Jane P. Mallor", A)]),
        (
            "Jeremey Donovan; Nguyễn Chánh, Tiêu Long dịch",
            [("Jeremey Donovan", A), ("Nguyễn Chánh", T), ("Tiêu Long", T)],
        ),
        ("Nguyễn Đình Trí chủ biên, Tạ Văn Đĩnh", [("Nguyễn Đình Trí", E), ("Tạ Văn Đĩnh", A)]),
        ("Võ Xuân Đàn sưu tầm và giới thiệu", [("Võ Xuân Đàn", C)]),
        ("Thu Hương ... [và những người khác] dịch.", [("Thu Hương", T)]),
        ("Wiley, John", [("Wiley, John", A)]),
        ("Martin Luther King, Jr.", [("Martin Luther King, Jr.", A)]),
        (
            "A. B. Mular, D. N. Halbe, and D. J. Barratt",
            [("A. B. Mular", A), ("D. N. Halbe", A), ("D. J. Barratt", A)],
        ),
        ("Nguyễn Thị Ngọc \nBích ", [("Nguyễn Thị Ngọc Bích", A)]),
        ("TCVN 6048:1995\nCODEX STAN 125: 1981", [("TCVN 6048:1995", A), ("CODEX STAN 125: 1981", A)]),
        ("Người dịch: Lê Anh, Trần Bình", [("Lê Anh", T), ("Trần Bình", T)]),
        ("translated from the French by Trevor Jones", [("Trevor Jones", T)]),
        ("[Quốc hội nước Cộng hòa XHCN Việt Nam]", [("Quốc hội nước Cộng hòa XHCN Việt Nam", A)]),
        ("", []),
        (" ; \n", []),
    ],
)
def test_names_and_roles(cell, people):
    assert list(cells.contributors(cell)) == people


@pytest.mark.parametrize("role", list(Role))
def test_names_written_to_a_cell_are_read_back(role):
    people = (("Nguyễn Nhật Ánh", Role.AUTHOR), ("Lê Văn Bình", role))
    assert cells.contributors(cells.from_contributors(people)) == people


@pytest.mark.parametrize("hostile", ["." * 30_000 + "x", "dịch " * 8_000 + "x", "," * 30_000, "((" * 15_000])
def test_a_hostile_cell_costs_no_time(hostile):
    started = time.monotonic()
    cells.contributors(hostile)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("Computing: An Introduction ", ("Computing", "An Introduction")),
        ("Hừng đông /", ("Hừng đông", "")),
        (
            "Từ điển cách dùng tiếng Anh\n = Dictionary of English Usage",
            ("Từ điển cách dùng tiếng Anh", "Dictionary of English Usage"),
        ),
        ("Hoàng Sa :  Bằng chứng =  Paracel", ("Hoàng Sa", "Bằng chứng = Paracel")),
        ("Quy chuẩn QCVN 16:2017/BXD", ("Quy chuẩn QCVN 16:2017/BXD", "")),
        ("Cơ sở \nđịa chất", ("Cơ sở địa chất", "")),
        (":", (":", "")),
        ("", ("", "")),
    ],
)
def test_a_title_cell_is_divided_where_isbd_divides(cell, title):
    assert cells.title(cell) == title


@pytest.mark.parametrize(
    ("mark", "ddc"),
    [
        ("005.136 ĐÔ-T", "005.136"),
        ("004.068--GE-L", "004.068"),
        ("627.54 03 NG-B", "627.5403"),
        ("'006.6 PI-A", "006.6"),
        ("660\u200b.280 4--CR-D", "660.2804"),
        ("811/.5/4 s", "811.54"),
        ("148", "148"),
        ("29.060.10", ""),
        ("13.020", ""),
        ("670220", ""),
        ("5", ""),
        ("LATS", ""),
    ],
)
def test_only_a_ddc_class_is_taken_for_one(mark, ddc):
    assert cells.ddc(mark) == ddc


@pytest.mark.parametrize(
    ("cell", "volume"),
    [("T.01", "T. 1"), (" T. 1 ", "T. 1"), ("V.01", "V. 1"), ("T.01 - T.02", "T.01 - T.02"), ("", "")],
)
def test_a_volume_has_one_spelling(cell, volume):
    assert cells.volume(cell) == volume
