"""Forms of patrons."""

import re

from wtforms import HiddenField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from catalog.errors import N_
from elibrary.form import LibraryForm
from elibrary.localisation import _l, translated
from elibrary.patrons import registry
from elibrary.patrons.models import Patron
from elibrary.patrons.numbers import grouped
from elibrary.patrons.services import LONGEST_NAME

_YEARS = N_("%(age)s tuổi")
AGES = range(3, 18)
"""Years of age that a child's profile may have."""


def without_blanks(typed: str | None) -> str:
    """A PIN as it is checked: people write six digits in two groups."""
    return re.sub(r"\s", "", typed or "")


def years(age: int) -> str:
    """An age in the page's language."""
    return translated(_YEARS) % {"age": age}


def _pin(label: str) -> PasswordField:
    return PasswordField(
        label, [InputRequired(_l("Hãy gõ mã PIN.")), Length(max=60)], filters=[without_blanks]
    )


def _name(label: str) -> StringField:
    return StringField(label, [InputRequired(_l("Hãy ghi tên gọi.")), Length(max=LONGEST_NAME)])


class SignInForm(LibraryForm):
    """Card and PIN, and whose device it is."""

    card = StringField(_l("Số thẻ"), [InputRequired(_l("Hãy gõ số thẻ.")), Length(max=200)])
    pin = _pin(_l("Mã PIN"))
    trusted = RadioField(
        _l("Bạn đang dùng máy nào?"),
        choices=lambda: [
            ("", _l("Máy dùng chung: tự thoát sau 10 phút không dùng")),
            ("1", _l("Điện thoại của tôi: giữ đăng nhập")),
        ],
        default="",
    )


class PinForm(LibraryForm):
    """The PIN alone, to make sure who asks."""

    pin = _pin(_l("Mã PIN của thẻ"))


class NewPinForm(LibraryForm):
    """Another PIN. The new one is shown while it is typed: a slip would lock its owner out."""

    pin = _pin(_l("Mã PIN đang dùng"))
    new = StringField(
        _l("Mã PIN mới"),
        [InputRequired(_l("Hãy gõ mã PIN mới.")), Length(max=60)],
        filters=[without_blanks],
    )


class NameForm(LibraryForm):
    """What the program calls somebody."""

    name = _name(_l("Tên gọi"))


class ChildForm(LibraryForm):
    """A child's profile."""

    name = _name(_l("Tên gọi của con"))
    age = SelectField(
        _l("Tuổi đọc"), coerce=int, choices=lambda: [(age, years(age)) for age in AGES], default=9
    )


class PatronForm(LibraryForm):
    """A patron as the desk writes them down."""

    name = _name(_l("Tên gọi"))
    card = StringField(_l("Số thẻ"), [Length(max=60)])
    seen = HiddenField()
    """The patron as the form was opened (`registry.state`)."""
    age = SelectField(
        _l("Ai dùng thẻ này?"),
        choices=lambda: (
            [("", _l("Người lớn: xem mọi tài liệu"))]
            + [(str(age), _l("Trẻ em") + f", {years(age)}") for age in AGES]
        ),
        default="",
    )

    @property
    def reading_age(self) -> int | None:
        """The child's age, None for everybody else."""
        return int(self.age.data) if self.age.data else None


def patron_form(patron: Patron) -> PatronForm:
    """The form as sent, or as the patron stands."""
    age = "" if patron.reading_age is None else str(patron.reading_age)
    card = grouped(patron.card_number or "")
    return PatronForm(name=patron.name, card=card, age=age, seen=registry.state(patron))


class SearchForm(LibraryForm):
    """A name or a card number, sent in the body: card numbers stand in no address."""

    q = StringField(_l("Tìm bạn đọc"), [Length(max=200)])
