"""Who may listen."""

from sqlalchemy.orm import Session

from catalog.models import Access
from elibrary.accounts.models import Account
from tests.conftest import Visitor
from tests.elibrary.listening.recordings import audiobook


def test_a_recording_not_cleared_yet_is_closed_to_visitors_byte_for_byte(
    client: Visitor, session: Session
) -> None:
    book = audiobook(session, access=Access.STAFF)
    page = client.get(f"/listen/{book.id}")
    assert page.status_code == 302
    assert "/account/sign-in" in page.headers["Location"]
    for method in ("GET", "HEAD"):
        answer = client.open(
            f"/media/tracks/{book.tracks[0].id}", method=method, headers={"Range": "bytes=0-3"}
        )
        assert answer.status_code == 401
        assert b"sound" not in answer.data
    assert client.post(f"/listen/{book.id}/minutes", json={"seconds": 60}).status_code == 401


def test_the_staff_hear_it(client: Visitor, session: Session, librarian: Account) -> None:
    book = audiobook(session, access=Access.STAFF)
    client.sign_in(librarian)
    assert client.get(f"/listen/{book.id}").status_code == 200
    assert client.get(f"/media/tracks/{book.tracks[0].id}").data == b"sound of track one"
