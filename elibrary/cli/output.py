"""What commands print: sentences in English, progress on standard error, summaries as JSON."""

import json

import click


def summary(values: dict[str, object], *, as_json: bool, text: str) -> None:
    """Print the outcome of a command, for a program or for a person."""
    click.echo(json.dumps(values, ensure_ascii=False) if as_json else text)
