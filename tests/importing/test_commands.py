"""`elibrary import` and `elibrary export` as a person or a script calls them."""

import json

import pytest
from sqlalchemy import func, select

from catalog.models import Record
from elibrary.cli.exports import export
from elibrary.cli.imports import import_
from elibrary.extensions import db

ROWS = "title,barcode,location\nSố đỏ,1,Kho A\n,2,Kho A\n"


@pytest.fixture
def call(app, tmp_path):
    """Run a command inside the application; a word that starts with @ is a path in the test's folder."""

    def run(command, *words):
        paths = [str(tmp_path / word[1:]) if word.startswith("@") else word for word in words]
        return app.test_cli_runner().invoke(command, paths)

    return run


def test_import_prints_the_sums_and_says_by_its_status_that_a_row_was_refused(call, tmp_path):
    (tmp_path / "books.csv").write_text(ROWS, encoding="utf-8")
    answer = call(import_, "@books.csv", "--json", "--report", "@report.csv")
    assert answer.exit_code == 1
    sums = json.loads(answer.stdout)
    assert (sums["read"], sums["records"]["new"], sums["refused"]) == (2, 1, 1)
    assert (tmp_path / "report.csv").read_text(encoding="utf-8-sig").count("\n") == 3


def test_a_trial_run_keeps_nothing(call, tmp_path):
    (tmp_path / "books.csv").write_text(ROWS, encoding="utf-8")
    assert call(import_, "@books.csv", "--dry-run").exit_code == 1
    assert db.session.scalar(select(func.count(Record.id))) == 0


def test_a_file_that_cannot_be_used_ends_with_status_2(call, tmp_path):
    (tmp_path / "books.csv").write_text("", encoding="utf-8")
    answer = call(import_, "@books.csv", "--json")
    assert answer.exit_code == 2
    assert answer.stdout == ""


def test_export_writes_a_whole_file_or_leaves_the_old_one(call, tmp_path):
    (tmp_path / "books.csv").write_text(ROWS, encoding="utf-8")
    call(import_, "@books.csv")
    answer = call(export, "--format", "marcxml", "--out", "@all.xml")
    assert answer.exit_code == 0
    assert "Số đỏ" in (tmp_path / "all.xml").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.glob(".export-*")] == []


def test_a_trial_run_keeps_nobody_waiting(call, tmp_path):
    (tmp_path / "books.csv").write_text(ROWS, encoding="utf-8")
    with db.engine.connect() as elsewhere:
        elsewhere.exec_driver_sql("BEGIN IMMEDIATE")  # somebody writes all the while
        assert call(import_, "@books.csv", "--dry-run").exit_code == 1
