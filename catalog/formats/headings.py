"""Column headings: which column of a spreadsheet says what, whoever made the spreadsheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from catalog.vietnamese import fold, words


class Field(StrEnum):
    """What a column can say about a record or a copy."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    VOLUME = "volume"
    AUTHORS = "authors"
    TRANSLATORS = "translators"
    PUBLISHER = "publisher"
    PLACE = "place"
    YEAR = "year"
    LANGUAGE = "language"
    TYPE = "type"
    SUBJECTS = "subjects"
    CLASS_MARK = "class_mark"
    """DDC class with the cutter behind it: CSPL, chỉ số phân loại."""
    DDC = "ddc"
    CALL_NUMBER = "call_number"
    ISBN = "isbn"
    ISSN = "issn"
    EXTENT = "extent"
    SERIES = "series"
    SUMMARY = "summary"
    REGISTER = "register"
    """Số (đăng ký) cá biệt: the accession number, which is also on the barcode where no column says other."""
    BARCODE = "barcode"
    LOCATION = "location"
    SHELF = "shelf"
    STATUS = "status"


# The first spelling of each is the one that exports write. Compared folded, so marks and case are free.
SPELLINGS: Mapping[Field, tuple[str, ...]] = {
    Field.TITLE: (
        "Nhan đề",
        "Tên sách",
        "Tên tài liệu",
        "Tựa đề",
        "Tiêu đề",
        "Tựa sách",
        "Title",
        "Book title",
    ),
    Field.SUBTITLE: ("Phụ đề", "Subtitle"),
    Field.VOLUME: ("Tập", "Tập số", "Volume", "Vol"),
    Field.AUTHORS: ("Tác giả", "Tên tác giả", "Authors", "Author", "Creator"),
    Field.TRANSLATORS: ("Người dịch", "Dịch giả", "Translator", "Translators"),
    Field.PUBLISHER: ("Nhà xuất bản", "NXB", "Publisher", "Manufacturer"),
    Field.PLACE: ("Nơi xuất bản", "Nơi XB", "Place", "Place of publication"),
    Field.YEAR: ("Năm xuất bản", "Năm XB", "Năm", "Year", "Publication year", "Date"),
    Field.LANGUAGE: ("Ngôn ngữ", "Tiếng", "Language"),
    Field.TYPE: ("Loại tài liệu", "Loại", "Type", "Material type"),
    Field.SUBJECTS: (
        "Chủ đề",
        "Từ khóa",
        "Đề mục chủ đề",
        "Thể loại",
        "Subject",
        "Subjects",
        "Category",
        "Catagory",
    ),
    Field.CLASS_MARK: ("CSPL", "Chỉ số phân loại", "Ký hiệu phân loại", "Phân loại", "Classification"),
    Field.DDC: ("DDC", "Chỉ số DDC"),
    Field.CALL_NUMBER: ("Ký hiệu xếp giá", "Call number"),
    Field.ISBN: ("ISBN",),
    Field.ISSN: ("ISSN",),
    Field.EXTENT: ("Số trang", "Mô tả vật lý", "Pages", "Extent"),
    Field.SERIES: ("Tùng thư", "Bộ sách", "Series"),
    Field.SUMMARY: ("Tóm tắt", "Nội dung", "Summary", "Description", "Abstract"),
    Field.REGISTER: (
        "Số đăng ký cá biệt",
        "Số cá biệt",
        "ĐKCB",
        "Số ĐKCB",
        "Mã ĐKCB",
        "Accession number",
    ),
    Field.BARCODE: ("Mã vạch", "Mã xếp giá", "Barcode"),
    Field.LOCATION: ("Kho", "Vị trí tài liệu", "Vị trí", "Location"),
    Field.SHELF: ("Kệ", "Giá", "Shelf"),
    Field.STATUS: ("Trạng thái", "Tình trạng", "Status"),
}


def plain(text: str) -> str:
    """Folded words only, so that `Tên Sách `, `ten sach` and `TÊN_SÁCH` are one heading."""
    return " ".join(word.text for word in words(fold(text.replace("_", " "))))


_FIELD_OF = {plain(spelling): field for field, spellings in SPELLINGS.items() for spelling in spellings}


@dataclass(frozen=True)
class Columns:
    """Which heading of a sheet stands for which field; headings that stand for none stay in the source."""

    heading_of: Mapping[Field, str]

    @property
    def has_title(self) -> bool:
        """Whether rows under these headings can become records."""
        return Field.TITLE in self.heading_of

    def cell(self, cells: Mapping[str, str], field: Field) -> str:
        """What the row says for `field`; empty without such a column."""
        heading = self.heading_of.get(field)
        return cells.get(heading, "") if heading is not None else ""


def columns(headings: Iterable[str]) -> Columns:
    """The fields that `headings` name; where two name one field, the first wins."""
    found: dict[Field, str] = {}
    for heading in headings:
        field = _FIELD_OF.get(plain(heading))
        if field is not None:
            found.setdefault(field, heading)
    return Columns(found)


def distinct(headings: Sequence[str]) -> tuple[str, ...]:
    """The headings with empty ones numbered and repeated ones told apart: `Ghi chú`, `Ghi chú (2)`."""
    seen: dict[str, int] = {}
    names = []
    for position, heading in enumerate(headings, 1):
        name = heading.strip() or f"({position})"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)
