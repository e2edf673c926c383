"""Every command, in the order in which the help shows them."""

import click

ALL: tuple[click.Command, ...] = ()
