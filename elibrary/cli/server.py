"""`elibrary serve`."""

import click
from flask import current_app

from elibrary.serving import clear_leftovers, serve


@click.command("serve")
def serve_command() -> None:
    """Serve the library on ELIBRARY_HOST and ELIBRARY_PORT until stopped."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    clear_leftovers(app)
    settings = app.extensions["elibrary_config"]
    click.echo(f"The library is open at http://{settings.host}:{settings.port}  (Ctrl+C to stop)")
    serve(app)
