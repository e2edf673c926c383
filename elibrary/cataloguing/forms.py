"""Forms of the workbench."""

from typing import Any

from flask import Request
from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    MultipleFileField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from catalog.models import Access, Copy, CopyStatus, MaterialType, Record, Role
from catalog.services import TITLE_LIMIT, values_of
from catalog.values import CopyValues, RecordValues
from elibrary.form import LibraryForm
from elibrary.localisation import _l
from elibrary.wording import label, language_choices
from media.label_layouts import LAYOUTS

_EMPTY_ROWS = 2
"""Blank lines for further contributors that the form always offers, also without scripts."""


def _choices(kind: Any) -> list[tuple[str, str]]:
    return [(member.value, label(member)) for member in kind]


class ContributorForm(PlainForm):
    """One contributor; an empty name means none."""

    name = StringField(_l("Tên"), [Length(max=500)])
    role = SelectField(_l("Vai trò"), choices=lambda: _choices(Role), default=Role.AUTHOR.value)


class RecordForm(LibraryForm):
    """Everything that a record says."""

    version = HiddenField()
    title = StringField(_l("Nhan đề"), [InputRequired(_l("Hãy nhập nhan đề.")), Length(max=TITLE_LIMIT)])
    subtitle = StringField(_l("Phụ đề"), [Length(max=TITLE_LIMIT)])
    volume = StringField(_l("Tập"), [Length(max=100)])
    type = SelectField(_l("Loại tài liệu"), choices=lambda: _choices(MaterialType))
    contributors = FieldList(FormField(ContributorForm), min_entries=1, max_entries=60)
    language = SelectField(_l("Ngôn ngữ"), choices=language_choices, validate_choice=False)
    publisher = StringField(_l("Nhà xuất bản"), [Length(max=500)])
    place = StringField(_l("Nơi xuất bản"), [Length(max=300)])
    year_printed = StringField(_l("Năm xuất bản"), [Length(max=200)])
    extent = StringField(_l("Số trang"), [Length(max=300)])
    series = StringField(_l("Tùng thư"), [Length(max=500)])
    ddc = StringField(_l("Chỉ số DDC"), [Length(max=60)])
    call_number = StringField(_l("Ký hiệu xếp giá"), [Length(max=120)])
    isbns = StringField(_l("ISBN"), [Length(max=400)])
    issns = StringField(_l("ISSN"), [Length(max=200)])
    subjects = TextAreaField(_l("Chủ đề"), [Length(max=20_000)])
    summary = TextAreaField(_l("Tóm tắt"), [Length(max=50_000)])

    def values(self) -> RecordValues:
        """What the librarian wrote, as the catalogue takes it."""
        plain = {
            name: getattr(self, name).data or ""
            for name in (
                "title",
                "subtitle",
                "volume",
                "language",
                "publisher",
                "place",
                "year_printed",
                "extent",
                "series",
                "ddc",
                "call_number",
                "summary",
            )
        }
        return RecordValues(
            **plain,
            type=MaterialType(self.type.data),
            contributors=tuple(
                (row.form.name.data, Role(row.form.role.data))
                for row in self.contributors
                if row.form.name.data
            ),
            subjects=tuple((self.subjects.data or "").splitlines()),
            isbns=_numbers(self.isbns.data),
            issns=_numbers(self.issns.data),
        )


def record_form(record: Record | None, request: Request) -> RecordForm:
    """The form as sent, or as the record stands now, with blank lines for further contributors."""
    if request.method == "POST":
        return RecordForm()
    if record is None:
        form = RecordForm(language="vi")
    else:
        form = RecordForm(version=str(record.version), **_shown(values_of(record)))
    for _ in range(_EMPTY_ROWS):
        form.contributors.append_entry()
    return form


def _shown(values: RecordValues) -> dict[str, Any]:
    return vars(values) | {
        "type": values.type.value,
        "contributors": [{"name": name, "role": role.value} for name, role in values.contributors],
        "subjects": "\n".join(values.subjects),
        "isbns": ", ".join(values.isbns),
        "issns": ", ".join(values.issns),
    }


def _numbers(text: str | None) -> tuple[str, ...]:
    return tuple(part for part in (text or "").replace(";", ",").split(",") if part.strip())


class CopyForm(LibraryForm):
    """One copy."""

    accession_number = StringField(_l("Số đăng ký cá biệt"), [Length(max=60)])
    barcode = StringField(_l("Mã vạch"), [Length(max=60)])
    call_number = StringField(_l("Ký hiệu xếp giá"), [Length(max=120)])
    location = StringField(_l("Kho"), [Length(max=200)])
    shelf = StringField(_l("Kệ"), [Length(max=100)])
    status = SelectField(_l("Tình trạng"), choices=lambda: _choices(CopyStatus))

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
    record = IntegerField(_l("Số biểu ghi"), [Optional()])
    together = SelectField(
        _l("Nhiều tập tin âm thanh là"),
        choices=lambda: [("", _l("từng sách nói riêng")), ("1", _l("các phần của một sách nói"))],
    )


class AccessForm(LibraryForm):
    """Who may open a digital book or an audiobook."""

    access = SelectField(_l("Ai được mở"), choices=lambda: _choices(Access))


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
