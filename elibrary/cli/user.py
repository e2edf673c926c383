"""`elibrary user`: accounts of the staff."""

import click

from catalog.base import utcnow
from catalog.errors import Refusal
from elibrary.accounts import services
from elibrary.errors import sentence
from elibrary.extensions import db
from elibrary.permissions import StaffRole


@click.group("user")
def user() -> None:
    """Accounts of the staff."""


@user.command("add")
@click.argument("login")
@click.option("--name", default="", help="The person's name as shown.")
@click.option("--role", type=click.Choice(StaffRole, case_sensitive=False), default=StaffRole.LIBRARIAN)
def add(login: str, name: str, role: StaffRole) -> None:
    """Add an account with a random password, which is shown once."""
    password = services.new_password()
    try:
        services.add_account(db.session, login, name, role, password, now=utcnow())
    except Refusal as refusal:
        raise click.ClickException(sentence(refusal, "en")) from refusal
    db.session.commit()
    click.echo(f"Sign-in name: {login.strip().lower()}\nPassword:     {password}")


@user.command("reset-password")
@click.argument("login")
def reset_password(login: str) -> None:
    """Give an account a new random password and end its sessions."""
    password = services.new_password()
    try:
        services.set_password(services.by_login(db.session, login), password)
    except Refusal as refusal:
        raise click.ClickException(f"There is no account named {login}.") from refusal
    db.session.commit()
    click.echo(f"New password: {password}")


@user.command("list")
def list_() -> None:
    """List all accounts."""
    for account in services.accounts(db.session):
        state = "" if account.active else "  (inactive)"
        click.echo(f"{account.login:20} {account.role.value:14} {account.name}{state}")
