"""The wheel holds everything: installed alone, it serves pages with templates, styles and translations."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "scripts" / "requirements" / "runtime.txt"


def run(*command: str | Path, **options: object) -> None:
    """Run a command and show what it said if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def clean_environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with nothing in it but the wheel and its pinned dependencies."""
    folder = tmp_path_factory.mktemp("clean")
    run(sys.executable, "-m", "venv", folder)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(python, "-m", "pip", "install", "-q", "--require-hashes", "-r", REQUIREMENTS)
    run(python, "-m", "pip", "install", "-q", "--no-deps", wheel)
    return python


@pytest.fixture(scope="module")
def address(clean_environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A library served from the clean environment, outside the checkout."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("ELIBRARY_", "PYTHON"))
    }
    settings = plain | {"ELIBRARY_DATA": str(elsewhere / "data"), "ELIBRARY_PORT": str(port)}
    server = subprocess.Popen([clean_environment, "-m", "elibrary", "serve"], cwd=elsewhere, env=settings)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def fetch(url: str, **headers: str) -> str:
    """The page at this address, as soon as the server answers."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer")


def test_the_wheel_brings_no_tests_and_no_scripts(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"elibrary", "catalog", "media"}


def test_the_installed_library_serves_its_home_page(address: str) -> None:
    assert '<html lang="vi">' in fetch(f"{address}/")


def test_the_installed_library_speaks_english(address: str) -> None:
    assert '<html lang="en">' in fetch(f"{address}/", Cookie="language=en")
    assert "E-library of the Ward 13 community learning centre" in fetch(f"{address}/", Cookie="language=en")


def test_the_installed_library_brings_its_fonts(address: str) -> None:
    assert "Be Vietnam Pro" in fetch(f"{address}/static/vendor/be-vietnam-pro/fonts.css")


def test_the_installed_library_brings_its_sample(clean_environment: Path, tmp_path: Path) -> None:
    settings = os.environ | {"ELIBRARY_DATA": str(tmp_path / "data")}
    run(clean_environment, "-m", "elibrary", "setup", env=settings, cwd=tmp_path)
    assert (tmp_path / "data" / "elibrary.sqlite3").is_file()
