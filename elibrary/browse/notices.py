"""What a search did not read of what was typed, and how far a result can be leafed through, in sentences."""

import re

from flask_babel import format_decimal, gettext

from catalog.search.engine import DEEPEST
from catalog.search.query import LEAST_BEGINNING, LONGEST, MOST_TERMS
from catalog.vietnamese import words
from elibrary.browse.results import Results

_STAR = re.compile(r"\S*\*\S*")
_BEGINNING = re.compile(rf"\S*[^\W_]{{{LEAST_BEGINNING},}}\*")


def notices(results: Results) -> list[str]:
    """The sentences for one page of a search; mostly none."""
    q = results.parameters.q
    said = []
    if len(q) >= LONGEST:
        said.append(gettext("Chỉ %(most)s ký tự đầu được dùng để tìm. Hãy gõ ngắn hơn.", most=LONGEST))
    elif len(words(q)) > MOST_TERMS:
        said.append(
            gettext("Chỉ %(most)s từ đầu được dùng để tìm. Vài từ chính thường là đủ.", most=MOST_TERMS)
        )
    if any(not _BEGINNING.fullmatch(part) for part in _STAR.findall(q)):
        said.append(
            gettext(
                "Dấu * chỉ dùng ở cuối một từ có ít nhất %(least)s chữ cái, ví dụ truyen*. "
                "Dấu * ở chỗ khác được bỏ qua.",
                least=LEAST_BEGINNING,
            )
        )
    if results.total > DEEPEST and results.parameters.page >= results.pages:
        said.append(
            gettext(
                "Có thể xem lần lượt đến kết quả thứ %(most)s. Muốn xem những tài liệu còn lại, "
                "hãy gõ thêm từ hoặc chọn ô lọc.",
                most=format_decimal(DEEPEST),
            )
        )
    return said
