"""The real catalogues come in whole, and again without any change."""

import pytest
from sqlalchemy import func, select

from catalog.importing import Summary
from catalog.models import Copy, Record

pytestmark = pytest.mark.shared_data


def summed(outcomes):
    summary = Summary()
    for outcome in outcomes:
        summary.add(outcome)
    return summary.as_json(0)


def test_the_shop_list_makes_records_without_copies(take_in, session, shared_data):
    path = shared_data / "catalogue/tiki-books.csv"
    first = summed(take_in(path))
    assert first["read"] == sum(first["records"].values()) == 1751
    assert session.scalar(select(func.count(Record.id))) == first["records"]["new"]
    assert session.scalar(select(func.count(Copy.id))) == 0
    assert summed(take_in(path))["records"] == {"new": 0, "updated": 0, "unchanged": 1751}


def test_broken_marc_records_are_refused_and_the_others_go_in(take_in, shared_data):
    sums = summed(take_in(shared_data / "marc/bad_records.mrc"))
    assert (sums["read"], sums["refused"]) == (8, 1)


def test_marcxml_of_the_library_of_congress_goes_in(take_in, session, shared_data):
    assert summed(take_in(shared_data / "marc/batch.xml"))["records"]["new"] == 2
