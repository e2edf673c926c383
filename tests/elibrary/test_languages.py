"""The pages speak the language that a device chose, down to the reason inside a refusal."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from catalog.base import utcnow
from catalog.services import BarcodeTaken, TextTooLong
from elibrary.accounts.models import Account
from elibrary.config import Config
from elibrary.errors import sentence
from elibrary.localisation import languages_in
from tests import factories
from tests.conftest import Visitor


@pytest.fixture
def english(client: Visitor) -> Visitor:
    """A browser in which somebody chose English."""
    client.get("/language/en")
    return client


def escaping_epub() -> bytes:
    """An archive with a member that would land outside its folder."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("../../trang.html", "x")
    return data.getvalue()


def test_the_language_is_the_one_chosen_whatever_the_browser_prefers(client: Visitor) -> None:
    prefers = {"Accept-Language": "en"}
    assert '<html lang="vi">' in client.get("/", headers=prefers).text
    assert client.get("/language/en?next=/search").location == "/search"
    assert '<html lang="en">' in client.get("/").text
    client.get("/language/vi")
    assert '<html lang="vi">' in client.get("/", headers=prefers).text


def test_one_and_many_differ_in_english(
    english: Visitor, session: Session, indexed: Callable[[], object]
) -> None:
    factories.record(session, "Số đỏ")
    indexed()
    assert "1 title</p>" in english.get("/search").text
    factories.record(session, "Tắt đèn")
    indexed()
    assert "2 titles</p>" in english.get("/search").text


def test_why_an_archive_is_dangerous_is_said_in_english(english: Visitor, librarian: Account) -> None:
    english.sign_in(librarian)
    sent = {"files": (io.BytesIO(escaping_epub()), "book.epub")}
    page = english.post("/staff/upload", data=sent)
    assert "The archive is not safe (it contains paths that lead outside), so it was refused." in page.text


def test_the_name_of_a_field_is_said_in_the_language_of_the_sentence(session: Session) -> None:
    with pytest.raises(TextTooLong) as refused:
        factories.record(session, publisher="x" * 2000)
    assert sentence(refused.value, "vi").startswith("Nội dung ô “Nhà xuất bản” quá dài (tối đa 500 ký tự).")
    assert sentence(refused.value, "en").startswith("The text in “Publisher” is too long (500 characters")


def test_what_is_not_here_is_said_in_english(english: Visitor) -> None:
    assert "The library does not have this title." in english.get("/records/7").text
    assert "The library does not have this code." in english.get("/q/ABCDEFG").text


def test_the_day_comes_before_the_month_in_english_too(english: Visitor, librarian: Account) -> None:
    english.sign_in(librarian)
    page = english.get("/staff/statistics").text
    today = utcnow().astimezone(ZoneInfo(Config().timezone))
    assert f"to {today:%d/%m/%Y}. Only daily totals are kept" in page


def test_a_librarians_own_words_are_not_translated(app: Flask) -> None:
    refusal = BarcodeTaken(barcode="1", title="Sách")
    assert "“Sách”" in sentence(refusal, "en")


def test_a_compiled_catalogue_is_all_that_a_new_language_needs(tmp_path: Path) -> None:
    for code in ("km", "en", "zh_Hant"):
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "messages.mo").touch()
    (tmp_path / "fr" / "LC_MESSAGES").mkdir(parents=True)  # begun, not compiled
    assert languages_in(tmp_path) == {
        "vi": "Tiếng Việt",
        "en": "English",
        "km": "ខ្មែរ",
        "zh_Hant": "中文 (繁體)",
    }


def test_a_language_that_is_not_here_cannot_be_chosen(client: Visitor) -> None:
    assert client.get("/language/fr").status_code == 404
    client.set_cookie("language", "../../etc")
    assert '<html lang="vi">' in client.get("/").text


def test_every_language_is_offered_on_every_page_under_its_own_name(client: Visitor) -> None:
    for _ in range(2):
        page = client.get("/search?q=a").text
        assert 'lang="vi" hreflang="vi"' in page
        assert 'lang="en" hreflang="en"' in page
        client.get("/language/en")
