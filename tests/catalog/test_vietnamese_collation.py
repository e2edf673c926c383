"""Sort keys agree with ICU's Vietnamese collation, where the Debian package python3-icu is installed."""

import json
import subprocess
from collections.abc import Callable
from contextlib import closing
from itertools import islice, pairwise
from pathlib import Path
from random import Random

import pytest

from catalog.formats.workbook import workbook_rows
from catalog.syllables import syllables
from catalog.vietnamese import nfc, sort_key, tone_normal, words

# Secondary strength: letters and tones, not case. ICU runs under the system's own Python.
ORACLE = """
import json, sys, icu
collator = icu.Collator.createInstance(icu.Locale("vi"))
collator.setStrength(icu.Collator.SECONDARY)
texts = json.load(sys.stdin)
key = {text: collator.getSortKey(text) for text in texts}
order = sorted(texts, key=key.get)
same = [key[one] == key[other] for one, other in zip(order, order[1:])]
json.dump([order, same], sys.stdout)
"""

Order = tuple[list[str], list[bool]]


@pytest.fixture(scope="module")
def icu_order() -> Callable[[list[str]], Order]:
    python = Path("/usr/bin/python3")
    if (
        not python.exists()
        or subprocess.run([python, "-c", "import icu"], capture_output=True, check=False).returncode
    ):
        pytest.skip("python3-icu is not installed")

    def ordered(texts: list[str]) -> Order:
        run = subprocess.run(
            [python, "-c", ORACLE], input=json.dumps(texts), capture_output=True, text=True, check=True
        )
        order, same = json.loads(run.stdout)
        return order, same

    return ordered


def disagreements(order: Order) -> list[tuple[str, str]]:
    return [
        (one, other)
        for (one, other), same in zip(pairwise(order[0]), order[1], strict=True)
        if sort_key(one) > sort_key(other) or (sort_key(one) == sort_key(other)) != same
    ]


def test_all_syllables_stand_where_icu_has_them(icu_order) -> None:
    assert disagreements(icu_order([*syllables()])) == []
    assert disagreements(icu_order([word.title() for word in syllables()])) == []


@pytest.mark.parametrize("between", [" ", ""])
def test_words_and_numbers_stand_where_icu_has_them(icu_order, between: str) -> None:
    parts = "a à ả ă ằ â ma mà an đa da dà e ê o ơ ô u ư y ý i 10 2 9 z w f j".split()  # noqa: SIM905
    chance = Random(13)  # noqa: S311
    known = [*parts, *syllables()]
    texts = {between.join(chance.choices(known, k=chance.randint(1, 4))) for _ in range(2000)}
    texts |= {between.join(chance.choices(parts, k=chance.randint(1, 4))) for _ in range(2000)}
    # One tone placement is deliberate: ICU tells hoà from hòa.
    assert disagreements(icu_order(sorted(set(map(tone_normal, texts))))) == []


def test_letters_of_other_languages_stand_beside_their_likes(icu_order) -> None:
    """Their marks all count alike (ICU has an order of them), so only the letters are compared."""
    strange = "éñçæœøłşžčåöüïāőğșțßþðħ"
    texts = [f"a{letter}b" for letter in strange] + [
        f"a{letter}{end}" for letter in "abcdđeghiklmnost" for end in "bc"
    ]
    order, _ = icu_order(sorted({text for text in texts if "ß" not in text}))
    letters = [sort_key(text).split()[0] for text in order]
    wrong = [pair for pair, keys in zip(pairwise(order), pairwise(letters), strict=True) if keys[0] > keys[1]]
    assert wrong == []


@pytest.mark.shared_data
def test_titles_of_a_real_catalogue_stand_where_icu_has_them(icu_order, shared_data) -> None:
    """Without punctuation, which here only parts words (ICU sorts by it), and without C++ and C#."""
    with closing(workbook_rows(shared_data / "catalogue/bachkhoa-books.xlsx")) as sheet:
        cells = [row[2] for row in islice(sheet, 1, 5000)]
    titles = {" ".join(w.text for w in words(tone_normal(nfc(cell)))) for cell in cells}
    short = sorted(title for title in titles if title and len(title) < 140 and not set(title) & set("+#ø"))
    assert len(short) > 1000
    assert disagreements(icu_order(short)) == []
