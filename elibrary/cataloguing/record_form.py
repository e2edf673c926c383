"""The form of a record: everything that a record says, and what to do when two people edit it at once."""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from wtforms import (
    Field,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length

from catalog.errors import N_
from catalog.identifiers import isbn13, issn8
from catalog.models import MaterialType, Record, Role
from catalog.services import TITLE_LIMIT, values_of
from catalog.values import RecordValues
from catalog.vietnamese import nfc
from elibrary.form import LibraryForm
from elibrary.localisation import _l
from elibrary.wording import age_choices, age_word, choices, label, language_choices, language_name

_EMPTY_ROWS = 2
"""Blank lines for further contributors that the form always offers, also without scripts."""


class ContributorForm(PlainForm):
    """One contributor; an empty name means none."""

    name = StringField(_l("Tên"), [Length(max=500)])
    role = SelectField(_l("Vai trò"), choices=lambda: choices(Role), default=Role.AUTHOR.value)


class RecordForm(LibraryForm):
    """Everything that a record says."""

    version = HiddenField()
    title = StringField(_l("Nhan đề"), [InputRequired(_l("Hãy nhập nhan đề.")), Length(max=TITLE_LIMIT)])
    subtitle = StringField(_l("Phụ đề"), [Length(max=TITLE_LIMIT)])
    volume = StringField(_l("Tập"), [Length(max=100)])
    type = SelectField(_l("Loại tài liệu"), choices=lambda: choices(MaterialType))
    contributors = FieldList(FormField(ContributorForm), min_entries=1)
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
    minimum_age = SelectField(_l("Dành cho bạn đọc từ"), choices=age_choices, coerce=int, default=0)
    subjects = TextAreaField(_l("Chủ đề"), [Length(max=20_000)])
    summary = TextAreaField(_l("Tóm tắt"), [Length(max=50_000)])

    stored: Mapping[str, str] = {}
    """After a conflict: what the library holds now in each field that says something else here."""

    def validate_isbns(self, field: Field) -> None:
        """A slip of the hand in an ISBN must be seen, not silently left out."""
        _must_all_be_read(field, isbn13, N_("“%(number)s” không phải số ISBN đúng. Hãy so lại với bìa sau."))

    def validate_issns(self, field: Field) -> None:
        """As for the ISBN."""
        _must_all_be_read(field, issn8, N_("“%(number)s” không phải số ISSN đúng. Hãy so lại với bìa."))

    def values(self) -> RecordValues:
        """What the librarian wrote, as the catalogue takes it."""
        lines: dict[str, Any] = {name: getattr(self, name).data or "" for name in _LINES}
        return RecordValues(
            **lines,
            minimum_age=self.minimum_age.data or 0,
            summary=_prose(self.summary.data or ""),
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

    def show_stored(self, record: Record) -> None:
        """After a conflict: what the library holds now stands beside what was typed; go on from there."""
        now, typed = _in_words(values_of(record)), _in_words(self.values())
        self.stored = {name: text for name, text in now.items() if text != typed[name]}
        self.version.data = str(record.version)

    def offer_rows(self) -> None:
        """Have blank lines for further contributors."""
        blank = sum(not row.form.name.data for row in self.contributors)
        for _ in range(_EMPTY_ROWS - blank):
            self.contributors.append_entry()

    def keep_language(self, code: str) -> None:
        """Offer a language that is not among the named ones, so that saving does not change it."""
        named = language_choices()
        self.language.choices = named if code in dict(named) else [*named, (code, code)]


_LINES = (
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
)


def new_record_form(known: Mapping[str, str]) -> RecordForm:
    """The form of a record that is not there yet; `known` may hold its `isbn`, as scanned."""
    return RecordForm.unsent(language="vi", isbns=isbn13(known.get("isbn", "")) or "")


def record_form(record: Record) -> RecordForm:
    """The form as the record stands now."""
    form = RecordForm.unsent(version=str(record.version), **_shown(values_of(record)))
    form.keep_language(record.language)
    return form


def sent_record_form(record: Record | None) -> RecordForm:
    """The form as the browser sent it, for this record or a new one."""
    form = RecordForm()
    if record is not None:
        form.keep_language(record.language)
    return form


def _shown(values: RecordValues) -> dict[str, Any]:
    return vars(values) | {
        "type": values.type.value,
        "contributors": [{"name": name, "role": role.value} for name, role in values.contributors],
        "subjects": "\n".join(values.subjects),
        "isbns": ", ".join(values.isbns),
        "issns": ", ".join(values.issns),
    }


def _in_words(values: RecordValues) -> dict[str, str]:
    """Each field as one line that a person compares with another."""
    lines = {name: nfc(getattr(values, name)) for name in _LINES}
    return lines | {
        "type": label(values.type),
        "language": language_name(values.language),
        "minimum_age": age_word(values.minimum_age),
        "contributors": "; ".join(f"{nfc(name)} ({label(role)})" for name, role in values.contributors),
        "subjects": "; ".join(filter(None, map(nfc, values.subjects))),
        "isbns": ", ".join(isbn13(text) or text for text in values.isbns),
        "issns": ", ".join(issn8(text) or text for text in values.issns),
        "summary": nfc(values.summary),
    }


def _must_all_be_read(field: Field, read: Any, sentence: str) -> None:
    for number in _numbers(field.data):
        if read(number) is None:
            raise ValidationError(gettext(sentence, number=nfc(number)))


def _prose(text: str) -> str:
    """Several lines without control characters (NUL cannot be stored everywhere), line ends as one sign."""
    lines = (nfc(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _numbers(text: str | None) -> tuple[str, ...]:
    return tuple(part for part in (text or "").replace(";", ",").split(",") if part.strip())
