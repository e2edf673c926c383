"""A call number is stacked by its parts, as on the spine of a book."""

import pytest

from media.label_text import call_number_lines


@pytest.mark.parametrize(
    ("written", "stacked"),
    [
        ("005.1 NG-T", ["005.1", "NG-T"]),
        ("005.1 NG-T 1998", ["005.1", "NG-T", "1998"]),
        ("658.11--GO-M", ["658.11", "GO-M"]),
        ("895.9221 / NG-D", ["895.9221", "NG-D"]),
        ("070.5  Xua", ["070.5", "Xua"]),
        ("621.382 2", ["621.382 2"]),
        ("660.284 245 HU-I", ["660.284 245", "HU-I"]),
        ("31.080.30", ["31.080.30"]),
        ("428 2004", ["428", "2004"]),
        ("", []),
        (" / ", []),
    ],
)
def test_the_parts_stand_below_each_other(written, stacked):
    assert call_number_lines(written) == stacked
