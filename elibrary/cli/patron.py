"""`elibrary patron`: library cards."""

import click

from catalog.base import utcnow
from catalog.errors import Refusal
from elibrary.errors import sentence
from elibrary.extensions import db
from elibrary.patrons import numbers, services


@click.group("patron")
def patron() -> None:
    """Library cards of patrons."""


@patron.command("add")
@click.argument("name")
@click.option("--card", default="", help="The number of a card that is printed already; else a new one.")
def add(name: str, card: str) -> None:
    """Issue a card with a random PIN, which is shown once."""
    try:
        made, pin = services.register(db.session, name, card, now=utcnow())
    except Refusal as refusal:
        raise click.ClickException(sentence(refusal, "en")) from refusal
    db.session.commit()
    click.echo(f"Card number: {numbers.grouped(made.card_number or '')}\nPIN:         {pin}")


@patron.command("reset-pin")
@click.argument("card")
def reset_pin(card: str) -> None:
    """Give a card a new random PIN and sign it out everywhere."""
    found = services.by_card(db.session, numbers.plain(card))
    if found is None:
        raise click.ClickException("There is no such card.")
    pin = services.reset_pin(db.session, found)
    db.session.commit()
    click.echo(f"New PIN: {pin}")
