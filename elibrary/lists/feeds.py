"""A reading list as the values of an Atom feed."""

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.formats.atom import Entry, Feed, tag
from catalog.models import Record
from elibrary.browse.lines import full_title
from elibrary.lists.services import ListPage


def feed_of(session: Session, page: ListPage, *, host: str, library: str) -> Feed:
    """The feed; ids hold the library's host, the day the list was made and its slug, which never change."""
    reading_list = page.reading_list
    ids = [title.record.id for title in page.titles]
    rows = session.execute(select(Record.id, Record.updated_at).where(Record.id.in_(ids)))
    changed = {row.id: row.updated_at for row in rows}
    own = tag(host, reading_list.created_at, f"lists/{reading_list.slug}")
    return Feed(
        id=own,
        title=reading_list.title,
        subtitle=reading_list.description,
        updated=reading_list.updated_at,
        address=url_for("lists.show", slug=reading_list.slug, _external=True),
        own_address=url_for("lists.feed", slug=reading_list.slug, _external=True),
        author=library,
        language="vi",
        entries=[
            Entry(
                id=f"{own}/{title.record.id}",
                title=full_title(title.record),
                updated=changed[title.record.id],
                address=url_for("browse.record", record_id=title.record.id, _external=True),
                authors=title.record.authors,
                summary=title.note or title.record.summary,
            )
            for title in page.titles
        ],
    )
