"""The command line: one file per noun, gathered here."""

import click
import flask_migrate
from flask_migrate.cli import db as migrations

from elibrary import __version__
from elibrary.app import create_app
from elibrary.cli.exports import export
from elibrary.cli.imports import import_
from elibrary.cli.index import index
from elibrary.cli.ingesting import ingest_command
from elibrary.cli.labels import labels
from elibrary.cli.patron import patron
from elibrary.cli.sample import sample, setup
from elibrary.cli.server import serve_command
from elibrary.cli.user import user

COMMANDS = (
    serve_command,
    setup,
    sample,
    import_,
    ingest_command,
    export,
    index,
    labels,
    user,
    patron,
    migrations,
)


@click.group()
@click.version_option(__version__, prog_name="elibrary")
@click.pass_context
def main(context: click.Context) -> None:
    """The e-library of a community learning centre. Settings are ELIBRARY_* variables (see the README)."""
    context.with_resource(create_app().app_context())
    flask_migrate.upgrade()


for command in COMMANDS:
    main.add_command(command)
