"""`elibrary export`: the catalogue as MARC, Dublin Core or a spreadsheet."""

import os
import sys
import tempfile
from pathlib import Path

import click

from catalog import exporting
from catalog.exporting import ExportFormat, ExportSummary
from elibrary.errors import sentence
from elibrary.extensions import db


@click.command("export")
@click.option(
    "--format", "export_format", type=click.Choice(ExportFormat, case_sensitive=False), required=True
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Standard output if left out.")
@click.pass_context
def export(context: click.Context, export_format: ExportFormat, out: Path | None) -> None:
    """Write every record with its copies.

    Exit status: 0 all went out, 1 some records do not fit into the format and are listed.
    """
    if out is None:
        summary = exporting.export(db.session, sys.stdout.buffer, export_format)
    else:
        summary = _to_file(out, export_format)
    for record_id, reason in summary.refused:
        click.echo(f"record {record_id}: {sentence(reason, 'en')}", err=True)
    click.echo(f"{summary.records} records written.", err=True)
    context.exit(1 if summary.refused else 0)


def _to_file(out: Path, export_format: ExportFormat) -> ExportSummary:
    """Under its own name only when it is whole, so that an interrupted export leaves the old file."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=".export-")
    try:
        with os.fdopen(handle, "wb") as file:
            summary = exporting.export(db.session, file, export_format)
        Path(name).replace(out)
    finally:
        Path(name).unlink(missing_ok=True)
    return summary
