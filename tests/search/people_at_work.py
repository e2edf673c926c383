"""What processes of their own do in the crash tests: people who save, and the indexer that follows them."""

import random
import time
from datetime import UTC, datetime
from multiprocessing.synchronize import Semaphore
from pathlib import Path

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from catalog import services
from catalog.database import prepare, take_turn
from catalog.models import Record, Role
from catalog.search import drain, rebuild, register
from catalog.search.engines import engine_in
from catalog.values import CopyValues, RecordValues

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def save_changes(address: str, seed: int, count: int, allowed: Semaphore) -> None:
    """Save `count` changes, one transaction each: new records, new titles, new copies, deletions.

    Each waits until it is allowed.
    """
    register()
    database = create_engine(address)
    prepare(database)
    chance = random.Random(seed)  # noqa: S311 - chosen by a seed, nothing secret
    for number in range(count):
        allowed.acquire()
        with Session(database) as session:
            take_turn(session)
            _change(session, chance, f"{seed} {number}")
            session.commit()


def _change(session: Session, chance: random.Random, name: str) -> None:
    ids = session.scalars(select(Record.id)).all()
    kind = chance.choice(("add", "add", "edit", "edit", "copy", "delete")) if ids else "add"
    values = RecordValues(title=f"Truyện {name}", contributors=((f"Người viết {name}", Role.AUTHOR),))
    if kind == "add":
        services.create_record(session, values, now=NOW)
        return
    record = services.get_record(session, chance.choice(ids))
    if kind == "edit":
        services.fill(session, record, values, now=NOW)
    elif kind == "copy":
        services.add_copy(session, record, CopyValues(barcode=name, location="Kho mở"), now=NOW)
    else:
        session.delete(record)


def keep_index(address: str, engine: str, folder: str) -> None:
    """Do what the server does beside its pages, until killed."""
    register()
    database = create_engine(address)
    prepare(database)
    index = engine_in(engine, Path(folder))
    while True:
        drain(database, index, batch=20)
        time.sleep(0.05)


def rebuild_index(address: str, engine: str, folder: str) -> None:
    """Do what `elibrary index rebuild` does, until killed."""
    database = create_engine(address)
    prepare(database)
    index = engine_in(engine, Path(folder))
    while True:
        rebuild(database, index)
