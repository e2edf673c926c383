"""Forms of the workbench, but for the record's own (`record_form.py`)."""

from wtforms import IntegerField, MultipleFileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from catalog.models import Access, Copy, CopyStatus, Record
from catalog.values import CopyValues
from elibrary.form import LibraryForm
from elibrary.localisation import _l
from elibrary.wording import choices
from media.label_layouts import LAYOUTS

LARGEST_ID = 2**31 - 1
"""No record has a higher number; databases refuse numbers of more than 63 bits with an error of their own."""


class CopyForm(LibraryForm):
    """One copy."""

    accession_number = StringField(_l("Số đăng ký cá biệt"), [Length(max=60)])
    barcode = StringField(_l("Mã vạch"), [Length(max=60)])
    call_number = StringField(_l("Ký hiệu xếp giá"), [Length(max=120)])
    location = StringField(_l("Kho"), [Length(max=200)])
    shelf = StringField(_l("Kệ"), [Length(max=100)])
    status = SelectField(_l("Tình trạng"), choices=lambda: choices(CopyStatus))

    def values(self) -> CopyValues:
        """What the librarian wrote, as the catalogue takes it."""
        return CopyValues(
            accession_number=self.accession_number.data or "",
            barcode=self.barcode.data or "",
            call_number=self.call_number.data or "",
            location=self.location.data or "",
            shelf=self.shelf.data or "",
            status=CopyStatus(self.status.data),
        )


def copy_form(copy: Copy | None, record: Record) -> CopyForm:
    """The form as sent, or as the copy stands; a new copy starts with the record's call number."""
    if copy is None:
        return CopyForm(call_number=record.call_number)
    return CopyForm(
        accession_number=copy.accession_number,
        barcode=copy.barcode or "",
        call_number=copy.call_number,
        location=copy.location.name if copy.location else "",
        shelf=copy.shelf.name if copy.shelf else "",
        status=copy.status.value,
    )


class UploadForm(LibraryForm):
    """One or many files."""

    files = MultipleFileField(_l("Tập tin"))
    together = SelectField(
        _l("Nhiều tập tin âm thanh là"),
        choices=lambda: [("", _l("từng sách nói riêng")), ("1", _l("các phần của một sách nói"))],
        default="",
    )


class AccessForm(LibraryForm):
    """Who may open a digital book or an audiobook."""

    access = SelectField(_l("Ai được mở"), choices=lambda: choices(Access))


class LabelForm(LibraryForm):
    """A sheet of labels: for which things, on which sheet, from which label on."""

    layout = SelectField(_l("Loại tờ nhãn"), choices=lambda: [(name, layout_label(name)) for name in LAYOUTS])
    start = IntegerField(_l("Bắt đầu từ nhãn số"), [InputRequired(), NumberRange(min=1, max=200)], default=1)
    of = SelectField(
        _l("In nhãn cho"),
        choices=lambda: [
            ("copy", _l("từng bản sách giấy")),
            ("record", _l("tài liệu (trang giới thiệu)")),
            ("digital", _l("sách số (mở ra đọc ngay)")),
            ("audiobook", _l("sách nói (mở ra nghe ngay)")),
            ("shelf", _l("kệ (danh sách sách trên kệ)")),
        ],
    )
    which = TextAreaField(_l("Những tài liệu nào"), [Length(max=20_000)])


def layout_label(name: str) -> str:
    """A sheet as people know it: how many labels of which size."""
    sheet = LAYOUTS[name]
    return (
        f"{name}: {sheet.columns} × {sheet.rows} = {sheet.per_sheet} ({sheet.width:g} × {sheet.height:g} mm)"
    )
