"""Every command, in the order in which the help shows them."""

import click

from elibrary.cli.exports import export
from elibrary.cli.imports import import_
from elibrary.cli.index import index
from elibrary.cli.ingesting import ingest_command
from elibrary.cli.labels import labels
from elibrary.cli.sample import sample, setup
from elibrary.cli.server import serve_command
from elibrary.cli.user import user

ALL: tuple[click.Command, ...] = (
    serve_command,
    setup,
    sample,
    import_,
    ingest_command,
    export,
    index,
    labels,
    user,
)
