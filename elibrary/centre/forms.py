"""Forms for the centre and its notices."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from catalog.vietnamese import nfc
from elibrary.centre.colours import COLOURS
from elibrary.centre.hours import DAYS, Opening, Stretch
from elibrary.centre.notices import Period
from elibrary.centre.services import Description
from elibrary.form import LibraryForm
from elibrary.localisation import _l

EARLIEST, LATEST = date(2000, 1, 1), date(2999, 12, 31)
"""Days before and after these mean "always": time zones cannot count with the very first and last."""
STRETCHES = 2
"""Of one day: morning and afternoon."""


def _line(text: str | None) -> str:
    """One clean line, measured as it will be kept."""
    return nfc(text or "")


class StretchForm(Form):
    """From when to when; both empty: closed."""

    class Meta(LibraryForm.Meta):
        """Part of a form that has its own token."""

        csrf = False

    opens = TimeField(_l("Mở lúc"), [Optional()])
    closes = TimeField(_l("Đóng lúc"), [Optional()])


class CentreForm(LibraryForm):
    """Everything that the administrator says about the centre."""

    name = StringField(
        _l("Tên thư viện"), [DataRequired(_l("Hãy nhập tên thư viện.")), Length(max=120)], [_line]
    )
    organisation = StringField(_l("Đơn vị quản lý"), [Length(max=200)], [_line])
    welcome = StringField(_l("Lời chào trên trang chủ"), [Length(max=200)], [_line])
    about = TextAreaField(_l("Giới thiệu"), [Length(max=4000)])
    address = StringField(_l("Địa chỉ"), [Length(max=300)], [_line])
    directions = StringField(_l("Chỉ đường"), [Length(max=300)], [_line])
    phone = StringField(_l("Điện thoại"), [Length(max=40)], [_line])
    email = StringField(_l("E-mail"), [Length(max=200)], [_line])
    hours_note = StringField(_l("Ghi chú về giờ mở cửa"), [Length(max=300)], [_line])
    colour = RadioField(
        _l("Màu chính"), choices=lambda: [(value, _l(name)) for value, name in COLOURS.items()]
    )
    logo = FileField(_l("Biểu trưng"))
    no_logo = BooleanField(_l("Bỏ biểu trưng đang dùng"))
    hours = FieldList(FormField(StretchForm), min_entries=DAYS * STRETCHES, max_entries=DAYS * STRETCHES)
    version = IntegerField()

    def description(self, logo_sha256: str | None) -> Description:
        """What was written, as the centre keeps it."""
        texts = {
            name: self[name].data or ""
            for name in (
                *("name", "organisation", "welcome", "about", "address"),
                *("directions", "phone", "email", "hours_note", "colour"),
            )
        }
        return Description(**texts, logo_sha256=logo_sha256, version=self.version.data or 0)

    def stretches(self) -> list[Stretch]:
        """The hours that were written. One that lacks its end ends when it begins, which is refused."""
        filled = []
        for number, part in enumerate(self.hours):
            opens, closes = part.opens.data, part.closes.data
            if opens or closes:
                filled.append(Stretch(number // STRETCHES, opens or closes, closes or opens))
        return filled


def centre_form(centre: Description, opening: Opening) -> CentreForm:
    """The form as sent, or as the centre stands."""
    hours: list[dict[str, time | None]] = []
    for day in opening.week:
        kept = [*((one.opens, one.closes) for one in day), *[(None, None)] * STRETCHES][:STRETCHES]
        hours += [{"opens": opens, "closes": closes} for opens, closes in kept]
    return CentreForm(obj=centre, hours=hours)


class NoticeForm(LibraryForm):
    """A notice and the days on which it is shown."""

    text = TextAreaField(_l("Nội dung"), [DataRequired(_l("Hãy viết nội dung thông báo.")), Length(max=500)])
    first = DateField(_l("Hiện từ ngày"), [InputRequired(_l("Hãy chọn ngày."))])
    last = DateField(_l("Hiện đến hết ngày"), [InputRequired(_l("Hãy chọn ngày."))])

    def period(self, zone: ZoneInfo, *, now: datetime) -> Period:
        """From the beginning of the first day, or now if that is today, to the end of the last."""
        first, last = (min(max(day.data or EARLIEST, EARLIEST), LATEST) for day in (self.first, self.last))
        start = datetime.combine(first, time.min, zone)
        end = datetime.combine(last + timedelta(days=1), time.min, zone)
        return Period(max(start, now) if first == now.astimezone(zone).date() else start, end)
