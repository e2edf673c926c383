"""Titles and names mended with the book's own words: marks that were left out, capitals that shout.

Evidence is the text of the book itself; nothing is looked up and nothing is guessed about a word that
the book does not contain.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from media.text import composed, one_line

LONGEST = 2_000  # characters of one value
MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")
PLACEHOLDERS = frozenset(
    {"", "unknown", "untitled", "no title", "no data", "title", "cover", "khong ro", "khong de", "n/a"}
)
NUMBERED = frozenset({"tap", "phan", "quyen", "chuong", "ky", "hoi", "thu", "volume", "vol", "part", "book"})
ROMAN = re.compile(r"[IVXLC]+")
WORD = re.compile(r"\w+")
NEW_SENTENCE = re.compile(r"[.:!?–—]\s+$")


def folded(text: str) -> str:
    """Lower case without marks, đ as d, one character for each of NFC `text`."""
    bare = (unicodedata.normalize("NFD", letter)[0] for letter in composed(text))
    return "".join("d" if letter in "đĐ" else letter.lower()[0] for letter in bare)


def plain(text: str) -> str:
    """Metadata as one line of text: tags are taken out, the rest is text whatever it looks like."""
    return one_line(MARKUP.sub(" ", text[:LONGEST]))


def is_placeholder(text: str) -> bool:
    """Whether `text` says nothing: empty, "Unknown", "[No data]", digits and signs only."""
    bare = folded(one_line(text)).strip("[](){}<>.,:;-_* ")
    return bare in PLACEHOLDERS or not any(letter.isalpha() for letter in bare)


def title_from_name(file_name: str) -> str:
    """The last resort: "hon_buom-mo.tien.epub" → "hon buom mo tien"."""
    stem = file_name.rpartition(".")[0] or file_name
    return one_line(re.sub(r"[_\-.]+", " ", stem)) or file_name


def mend_title(title: str, passages: Iterable[str], *, vietnamese: bool = True) -> str:
    """`title` in NFC on one line, with the marks and the mixed case that `passages` show.

    `passages` are the book's texts, the title page first, with one block per line (`text.visible_text`).
    'HON BUOM MO TIEN' → 'Hồn Bướm Mơ Tiên' where a title page says so; 'VIỆC LÀNG' → 'Việc làng'.
    """
    return _mend(title, passages, _sentence_case, vietnamese=vietnamese)


def mend_name(name: str, passages: Iterable[str], *, vietnamese: bool = True) -> str:
    """A person's name, as `mend_title`; a shouted name gets a capital for each word."""
    return _mend(name, passages, _name_case, vietnamese=vietnamese)


def _mend(text: str, passages: Iterable[str], lowered: Callable[[str], str], *, vietnamese: bool) -> str:
    text = plain(text)
    shouted = text.isupper() and len(WORD.findall(text)) > 1
    unmarked = vietnamese and text.isascii()
    if not (shouted or unmarked) or is_placeholder(text):
        return text
    spelling = _spelling(text, passages, marks_too=unmarked)
    if spelling is None:
        return lowered(text) if shouted else text
    if not shouted and not text.islower():
        return _with_capitals_of(text, spelling)
    if spelling.isupper() or (spelling.islower() and lowered is _name_case):
        return lowered(spelling)
    return spelling[0].upper() + spelling[1:]


def _with_capitals_of(text: str, spelling: str) -> str:
    """The words of `spelling`, each with a capital where `text` has one: marks alone were missing."""
    wanted = iter(WORD.findall(text))
    return WORD.sub(
        lambda word: word[0].capitalize() if next(wanted)[0].isupper() else word[0].lower(), spelling
    )


def _spelling(text: str, passages: Iterable[str], *, marks_too: bool) -> str | None:
    """How the book writes these words: a line of their own counts before running text.

    For marks, running text must write them with capitals and in one way: 'ban khoan' may be other words.
    """
    wanted = folded(text) if marks_too else composed(text).lower()
    words = r"\W{1,3}".join(re.escape(word) for word in WORD.findall(wanted))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)")
    alone: Counter[str] = Counter()
    running: Counter[str] = Counter()
    for passage in passages:
        written = composed(passage)
        searched = folded(written) if marks_too else written.lower()
        if len(searched) != len(written):
            continue  # a letter whose lower case is two characters: positions would not agree
        for match in pattern.finditer(searched):
            found = one_line(written[match.start() : match.end()])
            whole = _fills_its_line(written, match.start(), match.end())
            (alone if whole else running)[found] += 1
    if not marks_too:
        return _usual(alone + running, lambda found: not found.isupper())
    marked = {found.casefold() for found in running if not found.isascii() and not found.islower()}
    in_lines = _usual(alone, lambda found: not found.isascii())
    return in_lines or _usual(running, lambda found: {found.casefold()} == marked and not found.islower())


def _fills_its_line(passage: str, start: int, end: int) -> bool:
    before = passage[passage.rfind("\n", 0, start) + 1 : start]
    after = passage[end : end + 4].partition("\n")[0]
    return not re.search(r"\w", before + after)


def _usual(seen: Counter[str], useful: Callable[[str], bool]) -> str | None:
    """The most frequent useful spelling, mixed case before capitals; None when there is none."""
    kept = {found: count for found, count in seen.items() if useful(found)}
    return max(kept, key=lambda found: (not found.isupper(), kept[found]), default=None)


def _sentence_case(text: str) -> str:
    """Vietnamese sentence case: one capital at the start of each sentence; Roman numerals stay."""
    result = ""
    end = 0
    before = ""
    for match in WORD.finditer(text):
        result += text[end : match.start()]
        word = match[0]
        if ROMAN.fullmatch(word) and folded(before) in NUMBERED:
            result += word
        elif not result.strip("\"'“‘«([ ") or NEW_SENTENCE.search(result):
            result += word[0] + word[1:].lower()
        else:
            result += word.lower()
        before, end = word, match.end()
    return result + text[end:]


def _name_case(text: str) -> str:
    return WORD.sub(lambda word: word[0][0] + word[0][1:].lower(), text)
