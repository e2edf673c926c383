"""The command line: one file per noun, gathered here."""

import click
from flask import Flask
from flask.cli import FlaskGroup


def _create() -> Flask:
    from elibrary.app import create_app

    return create_app()


@click.group(cls=FlaskGroup, create_app=_create, add_default_commands=False, add_version_option=False)
@click.version_option(package_name="elibrary", prog_name="elibrary")
def main() -> None:
    """The e-library of a community learning centre."""


def attach(app: Flask) -> None:
    """Put every command of the program on the application."""
    from elibrary.cli import commands

    for command in commands.ALL:
        app.cli.add_command(command)
