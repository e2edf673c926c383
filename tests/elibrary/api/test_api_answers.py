"""What programs read: every answer is what the OpenAPI document promises."""

from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from sqlalchemy.orm import Session

from catalog.models import Record
from tests import factories
from tests.conftest import Visitor


@pytest.fixture
def kieu(session: Session, indexed: Callable[[], int]) -> Record:
    """A record with a copy, in the index."""
    made = factories.record(session, year_printed="1983", subjects=("Thơ",), publisher="Văn học")
    factories.copy(session, made, accession_number="P13.0001", barcode="1001")
    indexed()
    return made


def promised(client: Visitor, path: str, answer: Any) -> None:
    """Hold an answer against the schema that the document gives for this path."""
    document = client.get("/api/v1/openapi.json").json
    assert document is not None
    found = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(answer, found | {"components": document["components"]})


def test_a_search_answers_as_promised(client: Visitor, kieu: Record) -> None:
    answer = client.get("/api/v1/search?q=truyen+kieu&per_page=5").json
    promised(client, "/search", answer)
    assert [hit["title"] for hit in answer["hits"]] == ["Truyện Kiều"]
    assert answer["hits"][0]["url"] == f"http://localhost/records/{kieu.id}"
    assert answer["facets"]["form"] == [{"value": "paper", "label": "Sách giấy", "count": 1}]


def test_a_record_answers_as_promised(client: Visitor, kieu: Record) -> None:
    answer = client.get(f"/api/v1/records/{kieu.id}").json
    promised(client, "/records/{id}", answer)
    assert answer["copies"][0]["barcode"] == "1001"
    assert answer["contributors"] == [{"name": "Nguyễn Du", "role": "author"}]


def test_suggestions_answer_as_promised(client: Visitor, kieu: Record) -> None:
    answer = client.get("/api/v1/suggest?q=truy").json
    promised(client, "/suggest", answer)
    assert answer["suggestions"][0]["text"] == "Truyện Kiều"


def test_a_record_that_is_not_there_is_a_problem_document(client: Visitor) -> None:
    answer = client.get("/api/v1/records/4711")
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["status"] == 404
    assert "Thư viện không có tài liệu này." in answer.json["detail"]


SENSELESS = ("page=0", "page=x", "per_page=9999", "year=abc", "sort=no", "form=no", "q=" + "a" * 5000)


@pytest.mark.parametrize("query", SENSELESS)
def test_senseless_parameters_do_no_harm(client: Visitor, kieu: Record, query: str) -> None:
    assert client.get(f"/api/v1/search?{query}").status_code == 200


def test_without_an_index_a_search_says_when_to_come_back(client: Visitor) -> None:
    answer = client.get("/api/v1/search?q=kieu")
    assert answer.status_code == 503
    assert answer.content_type == "application/problem+json"
