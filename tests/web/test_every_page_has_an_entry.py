"""The table of all pages (`routes.py`) is the site: a route that it does not know fails here."""

from flask import Flask
from werkzeug.routing import Rule

from tests.web.routes import NO_PAGE, PAGES


def rule_of(app: Flask, path: str) -> str:
    """The route that answers this address."""
    rule, _ = app.url_map.bind("localhost").match(path.partition("?")[0], return_rule=True)
    assert isinstance(rule, Rule)
    return str(rule.rule)


def test_every_route_is_a_page_or_says_what_it_gives_instead(app: Flask) -> None:
    got = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    known = {rule_of(app, path) for path in [*(page.path for page in PAGES.values()), *NO_PAGE]}
    assert got - known == set()


def test_no_address_stands_in_both_tables(app: Flask) -> None:
    pages = {rule_of(app, page.path) for page in PAGES.values() if page.status == 200}
    assert pages & {rule_of(app, path) for path in NO_PAGE} == set()
