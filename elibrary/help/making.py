"""`python -m elibrary.help.making [SLUG…]`: read aloud the pages whose text has changed, and those named.

Needs espeak-ng. A machine reads; the phone's own voice, where it has one, is offered beside it.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from itertools import accumulate

from elibrary.help.services import LANGUAGES, VOICES, HelpPage, help_pages, spoken_text
from elibrary.sample.making.speech import RATE, SPOKEN, VOICE, Spoken, encode, say, silence

READERS: Mapping[str, tuple[tuple[str, ...], Mapping[str, str], str]] = {
    "vi": (
        VOICE,
        SPOKEN | {"QR": "quy e rờ", "PIN": "pin", "Wi-Fi": "oai phai", "e-mail": "i meo", "MB": "mê ga bai"},
        "Bước %s.",
    ),
    "en": (("-v", "en-gb", "-s", "150", "-g", "1", "-a", "75"), {"MB": "megabytes"}, "Step %s."),
}
"""By language: the voice, how it must say what it would read wrongly, and what comes before each step."""
CUES = VOICES / "cues.json"


def make(slugs: list[str]) -> None:
    """Write the sound files and the moments at which their steps begin."""
    cues = json.loads(CUES.read_text("utf-8")) if CUES.is_file() else {}
    for language in sorted(LANGUAGES & READERS.keys()):
        for page in help_pages(language):
            if page.slug in slugs or page.voice != spoken_text(page):
                cues.setdefault(language, {})[page.slug] = _read(page)
    CUES.write_text(json.dumps(cues, indent=1, sort_keys=True) + "\n", "utf-8")


def _read(page: HelpPage) -> dict[str, object]:
    """Write the files of one page; what `cues.json` says about them."""
    parts = list(_spoken(page))
    ends = list(accumulate(len(part) / 2 / RATE for part in parts))
    sound = [Spoken(page.title, b"".join(parts))]
    folder = VOICES / page.language
    folder.mkdir(parents=True, exist_ok=True)
    encode(sound, folder / f"{page.slug}.ogg", "ogg", "libopus", bit_rate=12_000, rate=24_000)
    encode(sound, folder / f"{page.slug}.m4a", "ipod", "aac", bit_rate=11_500, rate=16_000)
    for file in sorted(folder.glob(f"{page.slug}.*")):
        sys.stdout.write(f"{file.stat().st_size:>9,} {page.language}/{file.name}\n")
    return {"speaks": spoken_text(page), "starts": [round(end, 2) for end in ends[:-1]]}


def _spoken(page: HelpPage) -> Iterator[bytes]:
    """The title with the line below it, then each step, as samples."""
    voice, spoken, count = READERS[page.language]

    def said(*lines: str) -> bytes:
        return b"".join(say(line, voice, spoken) + silence(0.5) for line in lines)

    yield said(page.title, page.lead) + silence(0.4)
    for number, step in enumerate(page.steps, 1):
        yield said(count % number, step.plain) + silence(0.4)


if __name__ == "__main__":
    make(sys.argv[1:])
