"""What a cell of a spreadsheet says: titles, names with roles, class marks, volumes, lists.

The rules come from reading 44,860 rows that librarians typed. Whatever a rule leaves out stays in the
source that is kept beside the record.
"""

import re

from catalog.models.record import Role
from catalog.vietnamese import nfc

_PARALLEL = re.compile(r"\s+=\s+|^=\s*|\s*=$")
_SUBTITLE = re.compile(r"\s*:\s+")


def title(cell: str) -> tuple[str, str]:
    """Title and subtitle: `Sơn : Phương pháp`, `Vecni: Thử nghiệm`, `Từ điển = Dictionary`.

    The first colon or equals sign that a space follows divides (ISBD A.1.1: ` : ` other title information,
    ` = ` parallel title); `QCVN 16:2017` has none. A closing ` /` announces names that did not follow.
    """
    text = nfc(cell).removesuffix("/").rstrip(" :=") or nfc(cell)
    cuts = [found for found in (_SUBTITLE.search(text), _PARALLEL.search(text)) if found and found.start()]
    if not cuts:
        return text, ""
    first = min(cuts, key=lambda cut: cut.start())
    return text[: first.start()], text[first.end() :]


_VOLUME = re.compile(r"^([^\W\d_]+)\.?\s*0*(\d+)$")


def volume(cell: str) -> str:
    """The volume with one spelling for `T.01`, `T. 1`, `T1`: `T. 1`. Anything longer stays as it is."""
    text = nfc(cell)
    found = _VOLUME.match(text)
    return f"{found[1]}. {found[2]}" if found and len(found[1]) == 1 else text


_CLASS = re.compile(r"(\d{3})(?!\d)(?:\s?\.\s?(\d+(?:\s\d+)*))?(?!\d|\.\d+\.)")


def ddc(mark: str) -> str:
    """The DDC class at the head of a call number, digits joined: `627.54 03 NG-B` → `627.5403`.

    Three digits before the point are needed: `29.060.10` is an ICS number of a technical standard, and what
    `5` or `29` meant nobody can tell any more. MARC's prime marks are left out: `811/.5/4 s` → `811.54`.
    """
    found = _CLASS.match(nfc(mark).lstrip("'").replace("/", ""))
    if not found:
        return ""
    decimals = (found[2] or "").replace(" ", "")
    return f"{found[1]}.{decimals}" if decimals else found[1]


def several(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list, divided by semicolons or line ends; no part is empty."""
    return tuple(part for part in map(nfc, re.split(r"[;\r\n]", cell)) if part)


_ROLE_WORDS = (
    (Role.TRANSLATOR, r"người dịch|biên dịch|tuyển dịch|dịch giả|dịch thuật|nhóm dịch|dịch"),
    (Role.EDITOR, r"tổng chủ biên|đồng chủ biên|chủ biên|chủ trì|hiệu đính|ch\.? ?b|editors?|eds?"),
    (
        Role.COMPILER,
        r"tham gia biên soạn|biên soạn|sưu tầm|tuyển chọn|tổng hợp|hệ thống h[óo][aá]|b\.s",
    ),
    (Role.ILLUSTRATOR, r"minh h(?:ọa|oạ)|vẽ tranh|vẽ|tranh"),
    (Role.NARRATOR, r"giọng đọc|người đọc|đọc|diễn đọc"),
    (Role.CONTRIBUTOR, r"giới thiệu|chú giải|chú thích|bổ chú|thực hiện|cộng tác"),
)
_ANY_ROLE = "|".join(words for _, words in _ROLE_WORDS)
_JOINER = r"(?:\s*[,&]\s*|\s+và\s+|\s+)"
# Lower case on purpose: `dịch` is a role, `Trần Văn Địch` is a person.
_ROLE_AT_END = re.compile(rf"(?:^|[\s,(])\(?((?:{_ANY_ROLE})(?:{_JOINER}(?:{_ANY_ROLE}))*)\)?[\s.,…]*$")
_ROLE_IN_FRONT = re.compile(rf"^((?i:{_ANY_ROLE}))\s*:\s*(?=\S)")
_ENGLISH = (
    (Role.TRANSLATOR, re.compile(r"^translated\s+(?:from\s+.*?\s+)?by\s+", re.IGNORECASE)),
    (Role.EDITOR, re.compile(r"^edited\s+by\s+|^editors?(?:-in-chief)?,\s+", re.IGNORECASE)),
    (Role.ILLUSTRATOR, re.compile(r"^illustrated\s+by\s+|^ill\.\s+by\s+", re.IGNORECASE)),
    (Role.COMPILER, re.compile(r"^compiled\s+by\s+", re.IGNORECASE)),
)
_AND_OTHERS = re.compile(
    r"[\[(](?:et al\.?|và (?:những )?người khác|và nnk\.?|and others)[\])]\.?|\.{3,}|…|\bet al\.?$",
    re.IGNORECASE,
)
_LONGEST_CELL = 2000
"""Characters of a names cell that are looked at; the patterns are quadratic in its length."""

_LINE_GOES_ON = re.compile(r"(?:[&,]|\b(?:and|và|của|of|for|the|de|đến))\s*$", re.IGNORECASE)


def contributors(cell: str) -> tuple[tuple[str, Role], ...]:
    """Names with roles out of one cell, in order: `A, B dịch; C chủ biên`, `Edited by D`, `E ... [et al.]`.

    Semicolons divide. Commas divide only where every part has two words or more, so that `Wiley, John` and
    `King, Jr.` stay whole; a role that ends a part counts for the parts before it that have none.
    """
    found: dict[tuple[str, Role], None] = {}
    for segment in _segments(cell[:_LONGEST_CELL]):
        found.update(dict.fromkeys(_people(segment)))
    return tuple(found)


def _segments(cell: str) -> list[str]:
    lines = [line for line in cell.splitlines() if line.strip()]
    # Cells are wrapped in the middle of names: a line starts a new name only where all lines look whole.
    whole = all(len(line.split()) > 1 and not line.strip()[0].islower() for line in lines)
    goes_on = re.search(r"[;,]", cell) or any(_LINE_GOES_ON.search(line) for line in lines[:-1])
    if len(lines) > 1 and whole and not goes_on:
        return lines
    return " ".join(lines).split(";")


def _people(segment: str) -> list[tuple[str, Role]]:
    text, role = _role_in_front(nfc(_AND_OTHERS.sub(" ", nfc(segment))))
    people: list[tuple[str, Role]] = []
    for part in reversed(_names(text)):
        name, own = _role_at_end(part)
        role = own or role
        if name:
            people.append((name, role or Role.AUTHOR))
        elif part and not own:
            people.append((part, role or Role.AUTHOR))
    return people[::-1]


def _names(text: str) -> list[str]:
    text, ending = _without_role(text)
    parts = [re.sub(r"^(?:and|và|&)\s+", "", part.strip()) for part in text.strip(" ,").split(",")]
    bare = [_role_at_end(part)[0] for part in parts]
    if any(len(name.split()) == 1 for name in bare):
        parts = [text.strip(" ,")]
    return [*parts, ending] if ending else parts


def _without_role(text: str) -> tuple[str, str]:
    found = _ROLE_AT_END.search(text)
    return (text[: found.start()].rstrip(" ,("), found[1]) if found else (text, "")


def _role_at_end(text: str) -> tuple[str, Role | None]:
    name, words = _without_role(text)
    return _clean_name(name), _role_of(words) if words else None


def _role_in_front(text: str) -> tuple[str, Role | None]:
    for role, pattern in _ENGLISH:
        if found := pattern.match(text):
            return text[found.end() :], role
    if found := _ROLE_IN_FRONT.match(text):
        return text[found.end() :], _role_of(found[1].lower())
    return text, None


def _role_of(words: str) -> Role:
    return next(role for role, known in _ROLE_WORDS if re.search(rf"(?<!\w)(?:{known})(?!\w)", words))


def _clean_name(name: str) -> str:
    """Without brackets around all of it and without a closing stop, unless that belongs to an initial."""
    name = name.strip(" ,")
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1].strip()
    if name.endswith(".") and re.search(r"\w{3,}\.$", name):
        name = name[:-1]
    return name


_ENDINGS = {
    Role.TRANSLATOR: "dịch",
    Role.EDITOR: "chủ biên",
    Role.COMPILER: "biên soạn",
    Role.ILLUSTRATOR: "minh họa",
    Role.NARRATOR: "giọng đọc",
    Role.CONTRIBUTOR: "cộng tác",
}


def from_contributors(people: tuple[tuple[str, Role], ...]) -> str:
    """The cell that `contributors` reads back."""
    return "; ".join(f"{name} {_ENDINGS[role]}" if role in _ENDINGS else name for name, role in people)
