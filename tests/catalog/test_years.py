"""A printed year, however uncertain, gives one number to sort by, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.years import FIRST, LAST, sortable_year


@pytest.mark.parametrize(
    ("printed", "year"),
    [
        ("2013", 2013),
        ("2013.", 2013),
        (" 2013,", 2013),
        ("[1992?]", 1992),
        ("[c1993]", 1993),
        ("c1998", 1998),
        ("T2003", 2003),
        ("1991-1994", 1991),
        ("1993\n1996", 1993),
        ("1994 [reprinted 1996].", 1994),
        ("2007[2007]", 2007),
        ("199-", 1990),
        ("199…", 1990),
        ("199..", 1990),
        ("200", 2000),
        ("19--", 1900),
        ("19", None),
        ("C", None),
        ("    ", None),
        ("9999", None),
        ("208", 2080),
        ("2562", None),
        ("0000", None),
        ("12345", None),
    ],
)
def test_the_table_of_years(printed, year):
    assert sortable_year(printed) == year


@given(st.text(alphabet="0123456789-?[]. c\n…", max_size=20))
def test_a_year_is_always_plausible(printed):
    assert sortable_year(printed) in (None, *range(FIRST, LAST + 1))
