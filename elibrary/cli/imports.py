"""`elibrary import`: spreadsheets and MARC files into the catalogue."""

import gc
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from catalog.base import utcnow
from catalog.database import trial
from catalog.formats.errors import FileRefused
from catalog.formats.notes import Note
from catalog.importing import Change, FileFormat, OnMatch, Outcome, Summary, import_file, write_report
from elibrary.cli.output import summary as print_summary
from elibrary.errors import sentence
from elibrary.extensions import db, incoming
from elibrary.indexing import catch_up

_LISTED = 20
"""Refused rows that are named on the terminal; the report has all of them."""


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format", "file_format", type=click.Choice(FileFormat, case_sensitive=False), default=FileFormat.AUTO
)
@click.option("--dry-run", is_flag=True, help="Go through everything and keep nothing.")
@click.option(
    "--on-match",
    type=click.Choice(OnMatch, case_sensitive=False),
    default=OnMatch.UPDATE,
    help="For known records.",
)
@click.option(
    "--report", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="CSV, row by row."
)
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
@click.pass_context
def import_(
    context: click.Context,
    *,
    file: Path,
    file_format: FileFormat,
    dry_run: bool,
    on_match: OnMatch,
    report: Path | None,
    as_json: bool,
) -> None:
    """Take the records and copies of FILE (.xlsx, .csv, MARC, MARCXML) into the catalogue.

    Exit status: 0 all went in, 1 some rows were refused, 2 the file cannot be used.
    """
    started = time.monotonic()
    _collect_seldom()
    outcomes = _outcomes(file, file_format, on_match, dry_run=dry_run)
    summary, refused = Summary(), []
    try:
        with click.progressbar(
            _reported(outcomes, report), label="Importing", show_pos=True, hidden=as_json, file=sys.stderr
        ) as bar:
            for outcome in bar:
                summary.add(outcome)
                if outcome.record is None:
                    refused.append(outcome)
    except FileRefused as refusal:
        db.session.rollback()
        click.echo(sentence(refusal, "en"), err=True)
        context.exit(2)
    if not dry_run:
        catch_up()
    values = summary.as_json(time.monotonic() - started)
    print_summary(values, as_json=as_json, text=_text(summary, refused, dry_run=dry_run))
    context.exit(1 if summary.refused else 0)


def _collect_seldom() -> None:
    """Look for garbage less often, never among the program itself: a third of an import went there.

    Each batch lets go of its objects at once, so memory hardly grows.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _outcomes(file: Path, file_format: FileFormat, on_match: OnMatch, *, dry_run: bool) -> Iterator[Outcome]:
    """Import, or on a trial run import where nobody sees it."""
    chosen: dict[str, Any] = {"now": utcnow(), "file_format": file_format, "on_match": on_match}
    if not dry_run:
        yield from import_file(db.session, file, commit=db.session.commit, **chosen)
        return
    with incoming().place() as folder, trial(db.session, folder) as session:
        yield from import_file(session, file, commit=session.flush, **chosen)


def _reported(outcomes: Iterator[Outcome], report: Path | None) -> Iterator[Outcome]:
    """The outcomes, and the report of those that came when no more come."""
    passed: list[Outcome] = []
    try:
        for outcome in outcomes:
            passed.append(outcome)
            yield outcome
    finally:
        if report is not None and passed:
            with report.open("wb") as lines:
                write_report(lines, passed, _say)


def _say(note: Note) -> str:
    return sentence(note, "en")


def _text(summary: Summary, refused: list[Outcome], *, dry_run: bool) -> str:
    lines = [f"row {outcome.number}: {' '.join(map(_say, outcome.notes))}" for outcome in refused[:_LISTED]]
    if len(refused) > _LISTED:
        lines.append(f"… and {len(refused) - _LISTED} more refused rows; --report lists them all.")
    records, copies = summary.records, summary.copies
    lines.append(
        f"{summary.read} rows read: {records[Change.NEW]} new records, {records[Change.UPDATED]} updated, "
        f"{records[Change.UNCHANGED]} unchanged; {copies[Change.NEW]} new copies; "
        f"{summary.refused} refused, {summary.warnings} with notes."
    )
    if dry_run:
        lines.append("This was a trial run: nothing was kept.")
    return "\n".join(lines)
