"""Why a record, a code or an import is refused. Each reason is a class beside its sentence."""

from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - the gettext convention for "marked, translated later"
    """Mark a sentence for translation and return it unchanged."""
    return message


class Refusal(Exception):
    """A rule said no. `message` is Vietnamese, with %(name)s places filled from `values`."""

    message: ClassVar[str] = N_("Không làm được việc này.")
    status: ClassVar[int] = 409

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.message % values if values else self.message)


class NotFound(Refusal):
    """What was asked for is not in the library."""

    status = 404
    message = N_("Thư viện không có tài liệu này.")
