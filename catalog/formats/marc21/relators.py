"""Roles ↔ MARC relator codes ($4) and terms ($e), from the MARC Code List for Relators."""

import re

from catalog.models.record import Role

CODE_OF = {
    Role.AUTHOR: "aut",
    Role.TRANSLATOR: "trl",
    Role.EDITOR: "edt",
    Role.COMPILER: "com",
    Role.ILLUSTRATOR: "ill",
    Role.NARRATOR: "nrt",
    Role.CONTRIBUTOR: "ctb",
}
_ROLE_OF_CODE = {code: role for role, code in CODE_OF.items()} | {
    "cre": Role.AUTHOR,
    "spk": Role.NARRATOR,
    "red": Role.EDITOR,
    "pbd": Role.EDITOR,
    "art": Role.ILLUSTRATOR,
}
_ROLE_OF_TERM = (
    (Role.AUTHOR, r"author|tác giả|creator"),
    (Role.TRANSLATOR, r"transl|dịch|tr\."),
    (Role.EDITOR, r"edit|chủ biên|hiệu đính|ed\."),
    (Role.COMPILER, r"compil|biên soạn|sưu tầm|tuyển chọn|comp\."),
    (Role.ILLUSTRATOR, r"illus|minh h|vẽ|ill\."),
    (Role.NARRATOR, r"narrat|đọc|reader|speaker"),
)


def role_of(codes: list[str], terms: list[str]) -> Role | None:
    """The first role that $4 or $e name; CONTRIBUTOR for one that is not known; None without any.

    $4 may hold a code or the URI that ends in one (`http://id.loc.gov/vocabulary/relators/trl`).
    """
    for code in codes:
        if role := _ROLE_OF_CODE.get(code.strip().rsplit("/", 1)[-1].lower()):
            return role
    for term in terms:
        for role, pattern in _ROLE_OF_TERM:
            if re.search(pattern, term.lower()):
                return role
    return Role.CONTRIBUTOR if codes or terms else None
