"""`elibrary labels` prints the same sheets as the page."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from elibrary.cli.labels import labels
from elibrary.config import Config
from elibrary.paths import FONT_REGULAR
from tests import factories
from tests.elibrary.cataloguing.test_labels import scanned

ADDRESS = "http://thuvien.phuong13.vn"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A library that phones reach by a name."""
    return Config(data=tmp_path / "data", base_url=ADDRESS)


@pytest.fixture
def copies(session: Session) -> int:
    """Three copies VN.0 to VN.2."""
    record = factories.record(session)
    for number in range(3):
        factories.copy(session, record, accession_number=f"VN.{number}")
    return 3


@pytest.mark.skipif(not Path(FONT_REGULAR).is_file(), reason="run scripts/vendor.py")
def test_named_copies_are_printed_with_the_library_s_address(app: Flask, copies: int, tmp_path: Path) -> None:
    out = tmp_path / "nhan.pdf"
    result = app.test_cli_runner().invoke(labels, ["VN.2", "VN.0", "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "2 labels" in result.output
    symbols = scanned(out.read_bytes())
    assert len(symbols) == 2
    assert all(symbol.startswith(f"{ADDRESS}/q/".upper()) for symbol in symbols)


def test_an_unknown_number_is_refused_and_no_file_is_written(app: Flask, copies: int, tmp_path: Path) -> None:
    out = tmp_path / "nhan.pdf"
    result = app.test_cli_runner().invoke(labels, ["VN.9", "--out", str(out)])
    assert result.exit_code == 1
    assert "VN.9" in result.output
    assert not out.exists()


def test_without_an_address_it_says_which_setting_is_missing(app: Flask, copies: int, tmp_path: Path) -> None:
    app.extensions["elibrary_config"] = replace(app.extensions["elibrary_config"], base_url="")
    result = app.test_cli_runner().invoke(labels, ["--out", str(tmp_path / "nhan.pdf")])
    assert result.exit_code == 2
    assert "ELIBRARY_BASE_URL" in result.output
