"""Forms of the desk for reading lists, and what to do when two people edit one at once."""

import re
from collections.abc import Mapping, Sequence

from flask_babel import gettext
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from catalog.models import ReadingList
from catalog.vietnamese import nfc
from elibrary.form import LibraryForm
from elibrary.lists.codes import PLACE_LIMIT
from elibrary.lists.editing import DESCRIPTION_LIMIT, NOTE_LIMIT, TITLE_LIMIT, ListValues, prose
from elibrary.localisation import _l

_KEY = re.compile("[0-9]{1,9}")


class NewListForm(LibraryForm):
    """A list that is not there yet."""

    title = StringField(
        _l("Tên danh mục"), [InputRequired(_l("Hãy đặt tên cho danh mục.")), Length(max=TITLE_LIMIT)]
    )


class AddForm(LibraryForm):
    """A title put into a list from another page."""

    record = IntegerField(validators=[InputRequired()])


class NoteForm(PlainForm):
    """A title of the list, and what is said of it."""

    class Meta(LibraryForm.Meta):
        """Our words for errors; the whole form has the token."""

        csrf = False

    record = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    note = TextAreaField(_l("Ghi chú của thủ thư"), [Length(max=NOTE_LIMIT)])

    stored: str | None = None
    """After a conflict: the note that the library holds now, where it is another."""


class ListForm(LibraryForm):
    """A whole list; every button of the page sends all of it, so nothing typed is lost."""

    version = HiddenField()
    title = StringField(
        _l("Tên danh mục"), [InputRequired(_l("Hãy đặt tên cho danh mục.")), Length(max=TITLE_LIMIT)]
    )
    description = TextAreaField(_l("Giới thiệu"), [Length(max=DESCRIPTION_LIMIT)])
    published = BooleanField(_l("Cho bạn đọc xem"))
    on_home = BooleanField(_l("Hiện trên trang chủ"))
    notes = FieldList(FormField(NoteForm))
    find = StringField(_l("Thêm tài liệu"), [Length(max=500)])
    do = HiddenField()
    """What the pressed button asks for besides saving: `up:12`, `down:12`, `remove:12`, `add:12`."""

    stored: Mapping[str, str] = {}
    """After a conflict: what the library holds now in each field that says something else here."""
    gone: Sequence[tuple[int, str]] = ()
    """After a conflict: record and note of the titles that somebody else took out meanwhile."""

    @property
    def step(self) -> tuple[str, int]:
        """What is asked for, and for which record; nothing of it where the button only saves."""
        name, _, number = (self.do.data or "").partition(":")
        return (name, int(number)) if _KEY.fullmatch(number) else ("", 0)

    def values(self) -> ListValues:
        """What the librarian wrote."""
        return ListValues(
            title=self.title.data or "",
            description=self.description.data or "",
            published=bool(self.published.data),
            on_home=bool(self.on_home.data),
            notes=self._typed(),
        )

    def _typed(self) -> list[tuple[int, str]]:
        rows = [(row.form.record.data, row.form.note.data or "") for row in self.notes]
        return [(record, note) for record, note in rows if record is not None]

    def show_stored(self, reading_list: ReadingList) -> None:
        """After a conflict: the titles as they are listed now, each with what was typed for it."""
        typed = dict(self._typed())
        kept = {entry.record_id: entry.note for entry in reading_list.entries}
        self.gone = [(record, note) for record, note in typed.items() if record not in kept]
        while self.notes.entries:
            self.notes.pop_entry()
        for record, note in kept.items():
            self.notes.append_entry({"record": record, "note": typed.get(record, note)})
            if record in typed and nfc(typed[record]) != note:
                self.notes[-1].form.stored = note
        self.stored = self._differing(reading_list)
        self.version.data = str(reading_list.version)

    def _differing(self, reading_list: ReadingList) -> dict[str, str]:
        """What the library holds in each field that says something else here, in words."""
        now = {"title": reading_list.title, "description": reading_list.description}
        mine = {"title": nfc(self.title.data or ""), "description": prose(self.description.data or "")}
        for name in ("published", "on_home"):
            now[name] = _ticked(getattr(reading_list, name))
            mine[name] = _ticked(bool(self[name].data))
        return {name: text for name, text in now.items() if text != mine[name]}


def _ticked(ticked: bool) -> str:
    return str(gettext("có đánh dấu") if ticked else gettext("không đánh dấu"))


def list_form(reading_list: ReadingList) -> ListForm:
    """The form as the list stands now."""
    return ListForm.unsent(
        version=str(reading_list.version),
        title=reading_list.title,
        description=reading_list.description,
        published=reading_list.published,
        on_home=reading_list.on_home,
        notes=[{"record": entry.record_id, "note": entry.note} for entry in reading_list.entries],
    )


class PosterForm(LibraryForm):
    """A poster: on which paper, and where it will hang."""

    paper = RadioField(
        _l("Khổ giấy"),
        choices=lambda: [("A4", _l("A4, máy in thường")), ("A3", _l("A3, lớn gấp đôi"))],
        default="A4",
    )
    turned = RadioField(
        _l("Chiều giấy"),
        choices=lambda: [("upright", _l("Dọc")), ("across", _l("Ngang"))],
        default="upright",
    )
    hung = StringField(
        _l("Nơi sẽ treo"),
        [InputRequired(_l("Hãy ghi nơi treo áp phích, ví dụ: Sảnh UBND phường.")), Length(max=PLACE_LIMIT)],
    )
