"""`python -m elibrary.sample.making [NAME…]`: make the centre's own titles again, or those named.

Needs espeak-ng for the recordings and the typeface of `elibrary/static/vendor` for covers and PDFs.
"""

import sys
from pathlib import Path

from elibrary.sample.collection import SampleRecord, collection, file_path
from elibrary.sample.making.covers import cover
from elibrary.sample.making.epubs import write_epub
from elibrary.sample.making.papers import write_guide, write_newsletter
from elibrary.sample.making.recordings import write_m4b, write_mp3, write_opus
from elibrary.sample.making.speech import speak
from elibrary.sample.making.texts import chapters
from elibrary.sample.making.walking_map import write_map

SQUARE = (360, 360)
"""The cover of a recording in pixels."""


def make(names: list[str]) -> None:
    """Write every file of `files` and `audio`, or only those in `names`."""
    for record in collection():
        for name in (*record.files, *record.audio):
            if not names or name in names:
                path = file_path(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(record, name, path)
                sys.stdout.write(f"{path.stat().st_size:>9,} {name}\n")


def _write(record: SampleRecord, name: str, path: Path) -> None:
    if path.suffix == ".epub":
        write_epub(record, path.stem, path)
    elif path.suffix == ".pdf":
        _write_pdf(record, path)
    else:
        _write_audio(record, name, path)


def _write_pdf(record: SampleRecord, path: Path) -> None:
    if record.type == "map":
        write_map(record, path)
    elif record.type == "newspaper":
        write_newsletter(record, path.stem, path)
    else:
        write_guide(record, path.stem, path)


def _write_audio(record: SampleRecord, name: str, path: Path) -> None:
    """A file alone holds the whole text; a numbered track in a folder holds one chapter."""
    slug = Path(name).parts[0].removesuffix(path.suffix)
    texts = chapters(slug)
    picture = cover(slug, record.title, record.subtitle, SQUARE)
    if path.suffix == ".mp3":
        number = int(path.stem)
        write_mp3(record, number, speak(texts[number - 1]), picture, path)
        return
    write = write_m4b if path.suffix == ".m4b" else write_opus
    write(record, [speak(text) for text in texts], picture, path)


if __name__ == "__main__":
    make(sys.argv[1:])
