"""The year of publication as printed, and the one number that sorts it.

| printed                        | sortable | why                                                        |
|--------------------------------|----------|------------------------------------------------------------|
| `2013`, `2013.`, `2013,`       | 2013     |                                                            |
| `[1992?]`, `c1998`, `T2003`    | 1992 …   | letters and brackets around a year say how sure it is      |
| `1991-1994`, `1993\\n1996`      | first    | several years: the first one                               |
| `1994 [reprinted 1996]`        | 1994     | the edition comes before the reprint                       |
| `199-`, `199?`, `199…`, `199.` | 1990     | a decade: its first year (AACR2 1.4F7)                     |
| `199`                          | 1990     | three digits can only be a decade                          |
| `19--`                         | 1900     | a century                                                  |
| `19`, `C`, ``, `9999`          | None     | says nothing; 9999 is MARC's "still going on" (008/11-14)  |
| `2562`                         | None     | later than the plausible years                             |
"""

import re

FIRST, LAST = 1400, 2100
"""Years that can stand on a book: movable type to some decades ahead."""

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DECADE = re.compile(r"(?<!\d)(\d{3})(?!\d)")
_CENTURY = re.compile(r"(?<!\d)(\d{2})(?:--|\?\?|__)")


def sortable_year(printed: str) -> int | None:
    """The first plausible year that `printed` can mean, or None. The table above is the rule."""
    for pattern, years in ((_YEAR, 1), (_DECADE, 10), (_CENTURY, 100)):
        for match in pattern.finditer(printed):
            year = int(match.group().strip("-?_")) * years
            if FIRST <= year <= LAST:
                return year
    return None
