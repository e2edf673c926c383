"""The report has a line for every row, safe to open in a spreadsheet program."""

import csv
import io

from catalog.importing import write_report


def test_every_row_is_in_the_report_with_what_was_odd(take_in):
    outcomes = take_in("title,year,barcode\n=Một,199-,1\nHai,,1\n,1990,\n")
    out = io.BytesIO()
    write_report(out, outcomes)
    lines = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
    assert [(line["number"], line["status"]) for line in lines] == [
        ("2", "new"),
        ("3", "new"),
        ("4", "refused"),
    ]
    assert lines[0]["title"] == "'=Một"
    assert "1990" in lines[0]["notes"]
    assert "dòng 2" in lines[1]["notes"]
