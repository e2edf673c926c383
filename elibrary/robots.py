"""Which browsers are programs: they are not counted as residents."""

from functools import lru_cache

from crawlerdetect import CrawlerDetect

LONGEST_NAME = 400
"""Characters of a browser's name that are judged: time grows with their square; phones send fewer."""


def is_robot(user_agent: str) -> bool:
    """Whether a program, not a person, asks; no name at all counts as a program."""
    return not user_agent or _names_a_robot(user_agent[:LONGEST_NAME])


@lru_cache(maxsize=4096)
def _names_a_robot(user_agent: str) -> bool:
    return bool(CrawlerDetect(user_agent=user_agent).isCrawler())
