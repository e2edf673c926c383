"""Help pages as posters for the wall."""

from functools import lru_cache

from flask_babel import gettext
from sqlalchemy.orm import Session

from elibrary.centre.models import ONLY, Centre
from elibrary.help.pictures import for_print
from elibrary.help.services import HelpPage
from elibrary.localisation import chosen_language
from elibrary.paths import FONT_BOLD, FONT_REGULAR
from media import help_posters
from media.fonts import Fonts

_KEPT = 32
"""Posters of some 60 KB that are not drawn again."""


def centre_name(session: Session) -> str:
    """Whose poster it is."""
    centre = session.get(Centre, ONLY)
    return centre.name if centre else gettext("Thư viện Phường 13")


def poster(page: HelpPage, url: str, centre: str) -> bytes:
    """The page as a PDF of one A4 sheet whose symbol holds `url`."""
    return _drawn(page, url, centre, chosen_language())


@lru_cache(maxsize=_KEPT)
def _drawn(page: HelpPage, url: str, centre: str, _language: str) -> bytes:
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
        centre=centre,
        language=page.language,
    )
    return help_posters.draw(sheet, Fonts(FONT_REGULAR, FONT_BOLD))
