"""`elibrary ingest`: digital books and audiobooks from files and folders."""

import json
import sys
import time
from pathlib import Path

import click

from catalog import services
from catalog.base import utcnow
from catalog.errors import NotFound
from elibrary import ingest
from elibrary.errors import sentence
from elibrary.extensions import db, store
from elibrary.indexing import catch_up
from elibrary.ingest import Outcome


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--record", "record_id", type=int, help="Attach to this record instead of the matching one.")
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
@click.pass_context
def ingest_command(
    context: click.Context, paths: tuple[Path, ...], record_id: int | None, as_json: bool
) -> None:
    """Take in EPUB, PDF and sound files, and folders of them.

    Each book is kept or refused on its own. Sound files of one folder that name the same album are the tracks
    of one audiobook.
    """
    started = time.monotonic()
    files = [file for path in paths for file in ingest.files_below(path)]
    books = ingest.together(files)
    with click.progressbar(books, label="Taking in", hidden=as_json, file=sys.stderr) as bar:
        outcomes = [_receive(book, record_id) for book in bar]
    catch_up()
    _print(outcomes, time.monotonic() - started, as_json=as_json)
    context.exit(1 if any(outcome.refusal for outcome in outcomes) else 0)


def _receive(book: list[Path], record_id: int | None) -> Outcome:
    try:
        record = services.get_record(db.session, record_id) if record_id is not None else None
    except NotFound as missing:
        raise click.UsageError(f"There is no record {record_id}.") from missing
    outcome = ingest.receive(db.session, store(), book, record=record, now=utcnow())
    if outcome.refusal is not None:
        db.session.rollback()
    else:
        db.session.commit()
    return outcome


def _print(outcomes: list[Outcome], seconds: float, *, as_json: bool) -> None:
    refused = [outcome for outcome in outcomes if outcome.refusal is not None]
    if as_json:
        values = {
            "files": [_as_json(outcome) for outcome in outcomes],
            "added": sum(outcome.status in ("added", "updated") for outcome in outcomes),
            "refused": len(refused),
            "seconds": round(seconds, 2),
        }
        click.echo(json.dumps(values, ensure_ascii=False))
        return
    for outcome in outcomes:
        what = sentence(outcome.refusal, "en") if outcome.refusal else f"record {outcome.record_id}"
        click.echo(f"{outcome.status:9} {outcome.path}: {what}")
    click.echo(f"{len(outcomes) - len(refused)} in, {len(refused)} refused, {seconds:.1f} s.")


def _as_json(outcome: Outcome) -> dict[str, object]:
    return {
        "path": outcome.path,
        "status": outcome.status,
        "record_id": outcome.record_id,
        "kind": outcome.kind,
        "reason": sentence(outcome.refusal, "en") if outcome.refusal else None,
    }
