"""Card numbers and PINs: how they are made, read and judged. Pure rules."""

import re
import secrets
import unicodedata

from stdnum import verhoeff

from catalog.errors import N_, Refusal

_CARD = re.compile(r"[A-Z0-9]{4,20}")
_PIN = re.compile(r"[0-9]{6}")
_LONGEST_TYPED = 200
_IN_A_ROW = "0123456789" * 2


class BadCardNumber(Refusal):
    """Not what a library card has."""

    status = 422
    message = N_(
        "Số thẻ gồm 4 đến 20 chữ cái không dấu hoặc chữ số, ví dụ 250 417 386. Hãy xem lại trên thẻ."
    )


class BadPin(Refusal):
    """Not six digits."""

    status = 422
    message = N_("Mã PIN gồm đúng 6 chữ số. Hãy gõ lại.")


class PinAllTheSame(Refusal):
    """One or two digits only: among the first that anybody would guess."""

    status = 422
    message = N_(
        "Mã PIN này chỉ lặp lại một hai chữ số nên dễ bị đoán. Hãy chọn mã có nhiều chữ số khác nhau."
    )


class PinInARow(Refusal):
    """Digits that count up or down."""

    status = 422
    message = N_("Mã PIN này là các số liền nhau nên dễ bị đoán. Hãy chọn mã khác.")


class PinOnTheCard(Refusal):
    """Part of the card number."""

    status = 422
    message = N_("Mã PIN này có trong số thẻ, ai nhặt được thẻ cũng thấy. Hãy chọn mã khác.")


def new_card_number() -> str:
    """Nine digits: eight random ones and a check digit (Verhoeff): one slip is never another's card."""
    body = str(secrets.randbelow(9 * 10**7) + 10**7)
    return body + str(verhoeff.calc_check_digit(body))


def card_number(typed: str) -> str:
    """The number as it is kept, from a card, a keyboard, or the address in its QR symbol.

    Case, blanks, dots and hyphens do not matter. Raises BadCardNumber.
    """
    number = plain(typed)
    if not _CARD.fullmatch(number):
        raise BadCardNumber
    return number


def plain(typed: str) -> str:
    """What was typed for a card number without what does not matter, whether or not it can be one."""
    number = unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]).rpartition("#")[2]
    return re.sub(r"[\s.\-]", "", number).upper()


def grouped(number: str) -> str:
    """A card number as people read it: our own in groups of three, others as they are."""
    return " ".join(re.findall("...", number)) if re.fullmatch(r"[0-9]{9}", number) else number


def new_pin(card: str) -> str:
    """A random PIN that would be accepted for this card."""
    while True:
        pin = f"{secrets.randbelow(10**6):06}"
        if _weakness(pin, card) is None:
            return pin


def check_pin(pin: str, card: str) -> None:
    """Go on only with a PIN that may be chosen. Raises BadPin, PinAllTheSame, PinInARow, PinOnTheCard."""
    if not _PIN.fullmatch(pin):
        raise BadPin
    weakness = _weakness(pin, card)
    if weakness is not None:
        raise weakness


def _weakness(pin: str, card: str) -> type[Refusal] | None:
    if len(set(pin)) <= 2:  # noqa: PLR2004 - one or two different digits
        return PinAllTheSame
    if pin in _IN_A_ROW or pin[::-1] in _IN_A_ROW:
        return PinInARow
    return PinOnTheCard if pin in card else None
