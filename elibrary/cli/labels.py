"""`elibrary labels`: a sheet of labels as PDF."""

from pathlib import Path

import click

from catalog.base import utcnow
from catalog.errors import Refusal
from elibrary.cataloguing.labels import label_of, targets
from elibrary.errors import sentence
from elibrary.extensions import config, db
from elibrary.paths import FONT_BOLD, FONT_REGULAR
from media.errors import MediaRefusal
from media.fonts import Fonts
from media.label_layouts import LAYOUTS
from media.labels import sheet

KINDS = ("copy", "record", "digital", "audiobook", "shelf")


@click.command("labels")
@click.argument("which", nargs=-1)
@click.option("--of", type=click.Choice(KINDS), default="copy", show_default=True, help="Labels for what.")
@click.option("--layout", type=click.Choice([*LAYOUTS]), default="L7160", show_default=True)
@click.option("--start", default=1, show_default=True, help="First free label of the first sheet.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="PDF to write.")
def labels(which: tuple[str, ...], of: str, layout: str, start: int, out: Path) -> None:
    """Print labels for WHICH: accession numbers, record numbers or ranges (12-40), or shelves.

    Without WHICH the latest hundred are printed.
    """
    if not config().base_url:
        raise click.UsageError("Set ELIBRARY_BASE_URL to the address that phones reach; symbols hold it.")
    try:
        things = targets(db.session, of, "\n".join(which))
        now = utcnow()
        printed = [label_of(db.session, thing, config().base_url, now=now) for thing in things]
        pdf = sheet(printed, LAYOUTS[layout], start=start, fonts=Fonts(FONT_REGULAR, FONT_BOLD))
    except (Refusal, MediaRefusal) as refusal:
        raise click.ClickException(sentence(refusal, "en")) from refusal
    db.session.commit()
    out.write_bytes(pdf)
    click.echo(f"{len(printed)} labels in {out}")
