"""`elibrary sample` and `elibrary setup`: the first start."""

import click
from flask import current_app

from catalog.base import utcnow
from catalog.errors import Refusal
from elibrary import sample_library
from elibrary.accounts import services
from elibrary.errors import sentence
from elibrary.extensions import db, store
from elibrary.indexing import catch_up
from elibrary.permissions import StaffRole
from elibrary.serving import clear_leftovers


@click.group("sample")
def sample() -> None:
    """The sample collection."""


@sample.command("load")
def load() -> None:
    """Put the sample collection into an empty library."""
    try:
        _load()
    except Refusal as refusal:
        raise click.ClickException(sentence(refusal, "en")) from refusal


def _load() -> None:
    count = 0
    for _record in sample_library.load(db.session, store(), now=utcnow()):
        db.session.commit()
        count += 1
    db.session.commit()  # the lists, which come last
    catch_up()
    click.echo(f"The sample collection is in: {count} records.")


@click.command("setup")
@click.option("--sample/--no-sample", "with_sample", default=True, help="Load the sample collection.")
def setup(with_sample: bool) -> None:
    """Prepare the data folder: database, first administrator, sample collection. Safe to run again."""
    clear_leftovers(current_app._get_current_object())  # type: ignore[attr-defined]
    if not services.accounts(db.session):
        password = services.new_password()
        role = StaffRole.ADMINISTRATOR
        services.add_account(db.session, "quantri", "Quản trị thư viện", role, password, now=utcnow())
        db.session.commit()
        click.echo("Staff sign-in (shown only this once, please write it down):")
        click.echo(f"  name:     quantri\n  password: {password}")
        if with_sample and sample_library.is_empty(db.session):
            _load()
            click.echo("To start with an empty library instead: another --data folder and --no-sample.")
