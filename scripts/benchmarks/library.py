"""The real catalogue as a library, as it is or filled up: imported by the library's own command, and kept."""

import csv
import hashlib
import itertools
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import environment
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

import catalog.models  # noqa: F401 - registers the tables
from benchmarks.collection import halves
from benchmarks.server import run_in_environment
from catalog.search import Document, documents

CATALOG = environment.ROOT / "catalog"
BOOKS = Path("catalogue", "bachkhoa-books.xlsx")


@contextmanager
def kept_in(folder: Path | None) -> Iterator[Path]:
    """The folder where built libraries and indexes are kept; one for this run only if none is named."""
    if folder is None:
        with TemporaryDirectory() as temporary:
            yield Path(temporary)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder.resolve()


def say(text: str) -> None:
    """Tell the person what takes so long; the figures alone go to standard output."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def books(kept: Path, shared: Path) -> Path:
    """The data folder of a library that holds the whole real catalogue, its tables and index up to date."""
    data = kept / "books"
    if not data.is_dir():
        say(f"importing {BOOKS.name}, about two minutes …")
        fresh = kept / "books.new"
        run_in_environment(fresh, "import", str(shared / BOOKS), "--json", worst=1)
        fresh.rename(data)
    bring_up_to_date(data)
    return data


def filled(kept: Path, shared: Path, count: int) -> Path:
    """The data folder of the real catalogue, filled up with made titles to as many records as are wanted."""
    data = kept / f"pages-{count}"
    if not data.is_dir():
        real = books(kept, shared)
        documents = shelf(real)
        fresh = kept / f"{data.name}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(real, fresh)
        if (missing := count - len(documents)) > 0:
            say(f"adding {missing:,} records …")
            with TemporaryDirectory() as folder:
                sheet = Path(folder, "made.csv")
                _write_made(sheet, documents, missing)
                run_in_environment(fresh, "import", str(sheet), "--on-match", "add", "--json", worst=1)
        fresh.rename(data)
    bring_up_to_date(data)
    return data


def _write_made(sheet: Path, documents: Sequence[Document], count: int) -> None:
    """So many rows with titles of two real halves, and authors, years and places of real records."""
    random = Random(count)  # noqa: S311 - a sample
    titles = halves([document.title for document in documents], random)
    with sheet.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("Title", "Author", "Year", "Barcode", "Location"))
        for number, title in enumerate(itertools.islice(titles, count)):
            like = random.choice(documents)
            author, place = (next(iter(texts), "") for texts in (like.contributors, like.locations))
            lines.writerow((title, author, like.year or "", f"BM{number:06}", place))


def bring_up_to_date(data: Path) -> None:
    """Migrate the tables of a kept library, and build its index anew if the program has changed since."""
    run_in_environment(data, "index", "status")
    stamp = data / "indexed-by"
    if not stamp.is_file() or stamp.read_text() != analysis():
        say("building the index anew …")
        run_in_environment(data, "index", "rebuild")
        stamp.write_text(analysis())


def analysis() -> str:
    """Differs whenever the code does that makes an index; an index made by other code measures nothing."""
    sources = sorted([*CATALOG.glob("*.py"), *(CATALOG / "search").glob("*.py")])
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def shelf(data: Path) -> list[Document]:
    """The documents of every record of a library."""
    database = create_engine(f"sqlite:///{data / 'elibrary.sqlite3'}")
    try:
        with Session(database) as session:
            return list(documents(session))
    finally:
        database.dispose()
