"""Forms of patrons."""

import re

from wtforms import PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from elibrary.form import LibraryForm
from elibrary.localisation import _l


def without_blanks(typed: str | None) -> str:
    """A PIN as it is checked: people write six digits in two groups."""
    return re.sub(r"\s", "", typed or "")


class SignInForm(LibraryForm):
    """Card and PIN, and whose device it is."""

    card = StringField(_l("Số thẻ"), [InputRequired(_l("Hãy gõ số thẻ.")), Length(max=200)])
    pin = PasswordField(
        _l("Mã PIN"), [InputRequired(_l("Hãy gõ mã PIN.")), Length(max=60)], filters=[without_blanks]
    )
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

    pin = PasswordField(
        _l("Mã PIN của thẻ"), [InputRequired(_l("Hãy gõ mã PIN.")), Length(max=60)], filters=[without_blanks]
    )
