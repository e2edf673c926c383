"""The base of every form: CSRF token inside, refusals beside what was typed, our own words for errors."""

from __future__ import annotations

from types import TracebackType
from typing import Any, ClassVar, Self

from flask_babel import gettext, ngettext
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from wtforms import TextAreaField

from catalog.errors import N_, Refusal
from elibrary.errors import AnyRefusal, ChangedMeanwhile, sentence
from elibrary.extensions import db
from media.errors import MediaRefusal

_SENTENCES = {
    "This field is required.": N_("Hãy điền ô này."),
    "Not a valid choice.": N_("Hãy chọn một mục trong danh sách."),
    "Not a valid integer value.": N_("Hãy gõ một số nguyên, ví dụ 12."),
    "Field cannot be longer than %(max)d character.": N_("Ô này nhận nhiều nhất %(max)d ký tự. Hãy rút gọn."),
    "Field cannot be longer than %(max)d characters.": N_(
        "Ô này nhận nhiều nhất %(max)d ký tự. Hãy rút gọn."
    ),
    "Not a valid date value.": N_("Hãy chọn một ngày có trong lịch."),
    "Not a valid time value.": N_("Hãy gõ giờ và phút, ví dụ 07:30."),
    "Number must be between %(min)s and %(max)s.": N_("Hãy gõ một số từ %(min)s đến %(max)s."),
}
"""WTForms' own sentences, which have no Vietnamese translation, in ours."""


def _one_break(typed: str | None) -> str | None:
    """Browsers send two signs for the line break that they count as one."""
    return typed and typed.replace("\r\n", "\n")


class _Sentences:
    """What WTForms asks for the words of its built-in checks."""

    def gettext(self, text: str) -> str:
        """The sentence in the page's language."""
        return str(gettext(_SENTENCES.get(text, text)))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The sentence for this number; Vietnamese has one form for all."""
        if plural in _SENTENCES:
            return self.gettext(plural)
        return str(ngettext(singular, plural, number))


class _RefusalsKept:
    """See LibraryForm.keeping."""

    def __init__(self, form: LibraryForm) -> None:
        self._form = form

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, _kind: type[BaseException] | None, raised: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if isinstance(raised, StaleDataError | IntegrityError):
            raised = ChangedMeanwhile()
        if not isinstance(raised, Refusal | MediaRefusal):
            return False
        db.session.rollback()
        self._form.refusal = raised
        return True


class LibraryForm(FlaskForm):
    """A form of the library."""

    class Meta(FlaskForm.Meta):
        """How WTForms builds the form."""

        def get_translations(self, _form: Any) -> _Sentences:
            """Ours, whatever the browser prefers."""
            return _Sentences()

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """A field of the form; what a text area holds is counted as its reader counts it."""
            if issubclass(unbound_field.field_class, TextAreaField):
                own = unbound_field.kwargs.get("filters", ())
                options = {**options, "filters": (*own, _one_break)}
            return unbound_field.bind(form=form, **options)

    refusal: AnyRefusal | None = None
    """Why a rule said no to what was sent; the page shows it above the form."""
    SENT_BUT_WRONG: ClassVar[int] = 422

    def __init__(self, **values: Any) -> None:
        FlaskForm.__init__(self, **values)

    @classmethod
    def unsent(cls, **values: Any) -> Self:
        """The form with these values, whatever the browser has sent (to another form, say)."""
        return cls(formdata=None, **values)

    def is_sent(self) -> bool:
        """Whether the browser sent the form now."""
        return bool(FlaskForm.is_submitted(self))

    def is_good(self) -> bool:
        """Whether it was sent and every field holds what it may hold."""
        return self.is_sent() and bool(super().validate())

    def keeping(self) -> _RefusalsKept:
        """`with form.keeping():` a refusal inside undoes what was begun and is kept in `refusal`.

        The view then goes on after the block and shows the form again: nothing typed is lost.
        """
        return _RefusalsKept(self)

    @property
    def refusal_sentence(self) -> str:
        """The refusal in the page's language; empty without one."""
        return sentence(self.refusal) if self.refusal else ""

    @property
    def http_status(self) -> int:
        """The HTTP status of a page that shows this form."""
        if self.refusal:
            return self.refusal.status
        return self.SENT_BUT_WRONG if self.errors else 200
