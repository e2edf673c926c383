"""Forms of accounts."""

from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from elibrary.form import LibraryForm
from elibrary.localisation import _l


class SignInForm(LibraryForm):
    """Name and password."""

    login = StringField(_l("Tên đăng nhập"), [InputRequired(_l("Hãy nhập tên đăng nhập.")), Length(max=60)])
    password = PasswordField(_l("Mật khẩu"), [InputRequired(_l("Hãy nhập mật khẩu.")), Length(max=200)])
