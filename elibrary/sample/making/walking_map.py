"""The walking map: a schematic drawing, A4 landscape, that says of itself that it is illustrative."""

from pathlib import Path

from fpdf.enums import Align

from elibrary.sample.collection import SampleRecord
from elibrary.sample.making.papers import INK, PAPER, QUIET, RED, Sheet

Point = tuple[float, float]
WATER, STREET, BLOCK = (176, 212, 228), (255, 255, 255), (237, 228, 213)
PARK, LEAF = (190, 217, 168), (128, 176, 120)
MAP = (16.0, 34.0, 190.0, 154.0)
"""Left, top, width and height of the drawing in millimetres."""
STREETS: tuple[tuple[Point, Point, float], ...] = (
    ((16, 66), (206, 66), 7),
    ((16, 112), (206, 112), 9),
    ((16, 152), (206, 152), 7),
    ((48, 34), (48, 188), 7),
    ((112, 34), (112, 164), 9),
    ((168, 34), (168, 164), 7),
    ((80, 66), (80, 112), 3.5),
    ((140, 112), (140, 152), 3.5),
    ((112, 90), (168, 90), 3.5),
)
ROUTE: tuple[Point, ...] = ((112, 112), (112, 66), (48, 66), (48, 158), (168, 158), (168, 112), (112, 112))
STOPS: tuple[tuple[Point, str], ...] = (
    ((112, 112), "Trung tâm học tập cộng đồng và thư viện: điểm đi và về"),
    ((112, 82), "Trường tiểu học"),
    ((80, 66), "Chợ phường: nước mía, xôi, trái cây"),
    ((48, 88), "Công viên nhỏ: ghế nghỉ, vòi nước"),
    ((48, 132), "Trạm y tế"),
    ((48, 158), "Cầu đi bộ qua kênh: ghế nghỉ"),
    ((112, 158), "Bờ kênh: ghế nghỉ, bóng cây"),
    ((168, 134), "Sân bóng và dụng cụ tập: ghế nghỉ, vòi nước"),
)
TREES: tuple[Point, ...] = (
    *((22, 79), (30, 77), (38, 83), (24, 90), (33, 93)),
    *((180, 124), (190, 122), (200, 125), (196, 134)),
)
LABELS: tuple[tuple[float, float, str], ...] = (
    (122, 67, "đường Số 1"),
    (64, 113, "đường Số 2"),
    (178, 113, "đường Số 2"),
    (64, 153, "đường Bờ Kênh"),
    (122, 91, "hẻm 13"),
    (120, 180, "kênh"),
    (20, 103, "công viên"),
    (180, 143, "sân bóng"),
)


def write_map(record: SampleRecord, path: Path) -> None:
    """One page: the drawing on the left, the stops on the right."""
    sheet = Sheet(record, paper="A4", landscape=True)
    sheet.set_auto_page_break(False)
    sheet.add_page()
    sheet.set_y(11)
    sheet.words(record.title, 24, RED, bold=True)
    sheet.words(
        "Sơ đồ minh họa, không theo tỉ lệ. Tên đường và vị trí không phải số liệu đo đạc.", 9.5, QUIET
    )
    _ground(sheet)
    _route(sheet)
    _legend(sheet)
    sheet.output(str(path))


def _ground(sheet: Sheet) -> None:
    """Blocks, the park, the canal, the streets and their names."""
    left, top, width, height = MAP
    sheet.set_fill_color(*BLOCK)
    sheet.rect(left, top, width, height, style="F")
    sheet.set_fill_color(*PARK)
    sheet.rect(left, 72, 28, 34, style="F", round_corners=True, corner_radius=4)
    sheet.rect(174, 118, 32, 28, style="F", round_corners=True, corner_radius=4)
    sheet.set_fill_color(*WATER)
    sheet.rect(left, 168, width, 20, style="F")
    sheet.set_draw_color(*STREET)
    with sheet.rect_clip(*MAP):
        for start, end, wide in STREETS:
            sheet.set_line_width(wide)
            sheet.line(*start, *end)
    sheet.set_fill_color(*LEAF)
    for tree in TREES:
        sheet.circle(*tree, 2.6, style="F")
    sheet.set_font("Vietnam", "", 8)
    sheet.set_text_color(*QUIET)
    for x, y, name in LABELS:
        sheet.text(x, y, name)


def _route(sheet: Sheet) -> None:
    """The walk as a dashed line, the stops as numbered discs."""
    sheet.set_draw_color(*RED)
    sheet.set_line_width(1.3)
    sheet.set_dash_pattern(dash=3.2, gap=2)
    sheet.polyline(list(ROUTE))
    sheet.set_dash_pattern()
    for number, (point, _) in enumerate(STOPS, 1):
        _disc(sheet, number, point)


def _disc(sheet: Sheet, number: int, centre: Point) -> None:
    sheet.set_fill_color(*RED)
    sheet.set_draw_color(*PAPER)
    sheet.set_line_width(0.6)
    sheet.circle(*centre, 4, style="DF")
    sheet.set_font("Vietnam", "B", 10)
    sheet.set_text_color(*PAPER)
    sheet.set_xy(centre[0] - 4, centre[1] - 4)
    sheet.cell(8, 8, str(number), align=Align.C)


def _legend(sheet: Sheet) -> None:
    """The stops by number, and a word to whoever walks."""
    top = 38.0
    for number, (_, name) in enumerate(STOPS, 1):
        _disc(sheet, number, (218, top + 3))
        sheet.set_xy(225, top)
        sheet.set_font("Vietnam", "", 10.5)
        sheet.set_text_color(*INK)
        sheet.multi_cell(56, 5.2, name, align=Align.L)
        top = sheet.get_y() + 4.5
    sheet.set_xy(214, top + 2)
    sheet.set_font("Vietnam", "", 9.5)
    sheet.set_text_color(*QUIET)
    advice = (
        "Đi một vòng chừng nửa giờ. Đi sát lề, mang nước, đội nón. "
        "Thấy mệt, đau ngực hay chóng mặt thì ngồi nghỉ và gọi người giúp; cấp cứu 115."
    )
    sheet.multi_cell(67, 5, advice, align=Align.L)
