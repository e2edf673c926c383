"""Help pages as posters for the wall."""

from functools import lru_cache

from flask_babel import gettext
from sqlalchemy.orm import Session

from elibrary.centre.services import centre
from elibrary.help.pictures import for_print
from elibrary.help.services import HelpPage
from elibrary.localisation import chosen_language
from elibrary.paths import FONT_BOLD, FONT_REGULAR
from media import help_posters
from media.fonts import Fonts

_KEPT = 32
"""Posters of some 60 KB that are not drawn again."""


def centre_name(session: Session) -> str:
    """Whose poster it is; the name in the program itself comes in the language of the page."""
    described = centre(session)
    return described.name if described.version else gettext(described.name)


def poster(page: HelpPage, url: str, library: str) -> bytes:
    """The page as a PDF of one A4 sheet whose symbol holds `url`."""
    return _drawn(page, url, library, chosen_language())


@lru_cache(maxsize=_KEPT)
def _drawn(page: HelpPage, url: str, library: str, _language: str) -> bytes:
    """The words in the pictures and beside the symbol come in the language of the request."""
    steps = tuple(
        help_posters.Step(for_print(step.picture, help_posters.FAMILY), step.alt, step.parts)
        for step in page.steps
    )
    sheet = help_posters.Poster(
        title=page.title,
        steps=steps,
        url=url,
        invitation=gettext("Quét mã này để xem và nghe hướng dẫn trên điện thoại."),
        centre=library,
        language=page.language,
    )
    return help_posters.draw(sheet, Fonts(FONT_REGULAR, FONT_BOLD))
