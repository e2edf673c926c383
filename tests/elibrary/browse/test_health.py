"""What whoever watches over the server is told."""

from collections.abc import Callable

from tests.conftest import Visitor


def test_a_server_that_can_answer_says_so(client: Visitor, indexed: Callable[[], int]) -> None:
    indexed()
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "database": "ok", "index": "ok"}


def test_an_index_that_cannot_be_searched_is_reported(client: Visitor) -> None:
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json == {"status": "failing", "database": "ok", "index": "failing"}
