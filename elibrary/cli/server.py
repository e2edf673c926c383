"""`elibrary serve`."""

import click
from flask import current_app

from elibrary.extensions import config
from elibrary.serving import clear_leftovers, serve


@click.command("serve")
@click.option("--processes", type=click.IntRange(1, 64), help="Default: ELIBRARY_PROCESSES.")
def serve_command(processes: int | None) -> None:
    """Serve the library on ELIBRARY_HOST and ELIBRARY_PORT until stopped."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    clear_leftovers(app)
    settings = config()
    click.echo(f"The library is open at http://{settings.host}:{settings.port}  (Ctrl+C to stop)")
    serve(app, processes or settings.serving_processes)
