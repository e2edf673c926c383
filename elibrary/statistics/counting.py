"""Collecting uses and misses in memory and adding them to the database a few times a minute.

A page must not wait for the database's one writer just to be counted. What is lost when the process is
killed is the counts of the last seconds.
"""

from collections import Counter
from datetime import datetime
from threading import Lock
from zoneinfo import ZoneInfo

from flask import Flask

from catalog.base import utcnow
from elibrary.browse.misses import folded
from elibrary.extensions import config, db
from elibrary.robots import is_robot
from elibrary.statistics import searches, services
from elibrary.statistics.searches import Misses
from elibrary.statistics.services import CodeKey, Key
from elibrary.usage import Miss, Use, missed, used

MOST_TEXTS_WAITING = 1000
"""Different texts missed between two flushes; more are no people's."""


class Tally:
    """Uses and misses not yet in the database. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[Key] = Counter()
        self._missed: dict[searches.Key, Misses] = {}
        self._codes: Counter[CodeKey] = Counter()

    def add(self, key: Key, amount: int) -> None:
        """Count `amount` uses."""
        with self._lock:
            self._counts[key] += amount

    def add_scanned(self, key: CodeKey, amount: int) -> None:
        """Count `amount` scans of a symbol."""
        with self._lock:
            self._codes[key] += amount

    def add_missed(self, key: searches.Key, misses: Misses) -> None:
        """Count these misses of a text."""
        with self._lock:
            before = self._missed.get(key)
            if before:
                misses = Misses(misses.text, misses.times + before.times, misses.wishes + before.wishes)
            elif len(self._missed) >= MOST_TEXTS_WAITING:
                return
            self._missed[key] = misses

    def take(self) -> tuple[Counter[Key], dict[searches.Key, Misses], Counter[CodeKey]]:
        """Everything counted so far; the tally starts again from nothing."""
        with self._lock:
            taken = self._counts, self._missed, self._codes
            self._counts, self._missed, self._codes = Counter(), {}, Counter()
        return taken


def _day(now: datetime) -> datetime:
    return now.astimezone(ZoneInfo(config().timezone))


def init_app(app: Flask) -> None:
    """Listen to the uses and misses of this application."""
    tally = app.extensions["elibrary_tally"] = Tally()

    def note(_sender: object, use: Use, user_agent: str) -> None:
        if not is_robot(user_agent):
            day = _day(utcnow()).date()
            form = use.form.value if use.form else ""
            tally.add(Key(day, use.event.value, use.record_id or 0, form, use.channel.value), use.amount)
            if use.code:
                tally.add_scanned(CodeKey(use.code, day), use.amount)

    def note_missed(_sender: object, miss: Miss, user_agent: str) -> None:
        if not is_robot(user_agent):
            month = _day(utcnow()).date().replace(day=1)
            misses = Misses(miss.text, times=int(not miss.wish), wishes=int(miss.wish))
            tally.add_missed(searches.Key(month, folded(miss.text)), misses)

    used.connect(note, sender=app, weak=False)
    missed.connect(note_missed, sender=app, weak=False)


def flush(app: Flask) -> None:
    """Add what was counted since the last time to the database. Nothing is lost when that fails."""
    tally: Tally = app.extensions["elibrary_tally"]
    counts, misses, codes = tally.take()
    if not (counts or misses or codes):
        return
    with app.app_context():
        try:
            services.add(db.session, counts)
            searches.add(db.session, misses)
            services.add_scanned(db.session, codes)
            db.session.commit()
        except BaseException:
            for key, amount in counts.items():
                tally.add(key, amount)
            for text, times in misses.items():
                tally.add_missed(text, times)
            for code, amount in codes.items():
                tally.add_scanned(code, amount)
            raise
