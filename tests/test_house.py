"""The house stays as DESIGN §3 and §5 draw it."""

import re
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("elibrary", "catalog", "media")
LONGEST_FILE = 400


def python_files() -> list[Path]:
    """Every module of the program; migrations are made by a machine."""
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return [path for path in found if "versions" not in path.parts]


def test_imports_go_one_way() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_no_file_is_too_long_to_read() -> None:
    too_long = {path: len(path.read_text().splitlines()) for path in python_files()}
    assert {path: lines for path, lines in too_long.items() if lines > LONGEST_FILE} == {}


def test_services_know_nothing_of_the_web() -> None:
    services = [path for path in python_files() if path.name == "services.py"]
    assert services
    for path in services:
        assert not re.search(r"^(from|import) flask", path.read_text(), re.MULTILINE), path
        assert ".commit()" not in path.read_text(), path


def test_only_known_names_stand_at_the_top() -> None:
    named = {
        "pyproject.toml",
        "elibrary",
        "catalog",
        "media",
        "templates",
        "tests",
        "scripts",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
    }
    tracked = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert tracked - named <= {"data", "dist", "build", "__pycache__"}
