"""Forms of accounts."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from elibrary.localisation import _l


class SignInForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """Name and password."""

    login = StringField(_l("Tên đăng nhập"), [InputRequired(_l("Hãy nhập tên đăng nhập.")), Length(max=60)])
    password = PasswordField(_l("Mật khẩu"), [InputRequired(_l("Hãy nhập mật khẩu.")), Length(max=200)])
