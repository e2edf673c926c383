"""`elibrary index`: the search index, which can always be made anew from the database."""

from dataclasses import asdict

import click

from catalog import search
from elibrary.cli.output import summary
from elibrary.extensions import db, search_engine


@click.group("index")
def index() -> None:
    """The search index."""


@index.command("rebuild")
def rebuild() -> None:
    """Make the index anew from the database, beside the one in use, and swap them."""
    count = search.rebuild(db.engine, search_engine())
    click.echo(f"Indexed {count} records.")


@index.command("check")
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
@click.pass_context
def check(context: click.Context, as_json: bool) -> None:
    """Take in what waits, then compare the index with the database; exit 1 if they differ."""
    agreement = search.check(db.engine, search_engine())
    text = (
        f"{agreement.records} records, {agreement.indexed} indexed, "
        f"{agreement.missing} missing, {agreement.stale} stale."
    )
    summary({"agrees": agreement.agrees, **asdict(agreement)}, as_json=as_json, text=text)
    context.exit(0 if agreement.agrees else 1)


@index.command("status")
def status() -> None:
    """Say how many records wait to be indexed."""
    click.echo(f"{search.waiting(db.session)} changes wait to be indexed.")
