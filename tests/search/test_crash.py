"""A process that is killed while it drains the outbox loses nothing."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from catalog.models import Record
from catalog.search import check, drain, touch, waiting
from catalog.search.whoosh import WhooshEngine

DRAIN = """
import sys
from pathlib import Path
from sqlalchemy import create_engine
from catalog.search import drain
from catalog.search.whoosh import WhooshEngine
print("ready", flush=True)
drain(create_engine(sys.argv[1]), WhooshEngine(Path(sys.argv[2])), batch=20)
"""


def change_everything(session: Session, turn: int) -> None:
    session.execute(update(Record).values(publisher=f"Lần {turn}"))
    touch(session, range(1, 401))
    session.commit()


def test_after_ten_kills_index_and_database_agree(
    database: Engine, session: Session, index: WhooshEngine, tmp_path: Path
) -> None:
    for number in range(1, 401):
        session.add(Record(id=number, title=f"Tập {number}", work_key="w", edition_key="e", sort_title="T"))
    session.commit()
    root = Path(__file__).resolve().parents[2]
    interrupted = 0
    for turn in range(10):
        change_everything(session, turn)
        call = [sys.executable, "-c", DRAIN, str(database.url), str(tmp_path / "index")]
        with subprocess.Popen(call, cwd=root, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(0.05 + turn * 0.06)
            process.send_signal(signal.SIGKILL)
        interrupted += bool(waiting(session))
        session.rollback()
    assert interrupted >= 3
    drain(database, index)
    assert waiting(session) == 0
    agreement = check(database, index)
    assert (agreement.agrees, agreement.indexed) == (True, 400)
