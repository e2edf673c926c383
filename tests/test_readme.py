"""The README names every setting, command, address and dependency."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import click
from flask import Flask

from elibrary.cli import main
from elibrary.config import Config

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    assert [f.name for f in fields(Config) if f"`ELIBRARY_{f.name.upper()}`" not in README] == []


def _calls(group: click.Group, before: str = "") -> list[str]:
    calls = []
    for name, command in group.commands.items():
        inner = _calls(command, f"{name} ") if isinstance(command, click.Group) and name != "db" else None
        calls += inner or [before + name]
    return calls


def test_every_command_is_documented() -> None:
    assert [call for call in _calls(main) if not re.search(rf"`{call}[ `]", README)] == []


def test_every_address_is_documented(app: Flask) -> None:
    named = set(re.findall(r"`/([a-z.-]*)", README))
    starts = {rule.rule.split("/")[1].lower() for rule in app.url_map.iter_rules()}
    assert starts - named == {"static"}


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[<>=\[]", line)[0] for line in project["dependencies"]]
    reasons = README[README.index("What it stands on") :]
    assert [name for name in names if not re.search(rf"\b{re.escape(name)}\b", reasons)] == []


def test_no_figure_is_missing() -> None:
    assert not re.search(r"TIMINGS|STREAM\b", README)
