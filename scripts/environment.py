"""What `run.py` and `test.py` share: the virtual environment, its packages, browser libraries, translations.

Standard library only, since it runs before anything is installed. Every step is skipped when nothing that it
depends on has changed since it last succeeded.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
REQUIREMENTS = ROOT / "scripts" / "requirements"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


class CannotGoOn(SystemExit):
    """Something is missing that only a person can put right; the message says what to do."""

    def __init__(self, message: str) -> None:
        print(message, file=sys.stderr)
        super().__init__(2)


def run(*command: str | Path, quiet: bool = False, **options: object) -> int:
    """Run a command in the project's folder and return its exit status."""
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, cwd=ROOT, stdout=output, check=False, **options).returncode  # type: ignore[call-overload, no-any-return]


def prepare(requirements: str) -> None:
    """Make the environment hold exactly `requirements`, the vendored browser files and the translations."""
    if sys.version_info < OLDEST:
        raise CannotGoOn("Python 3.11 or newer is needed. Install it and start this script with it.")
    _make_environment()
    _install(requirements)
    if os.environ.get("ELIBRARY_SEARCH") == "tantivy":
        _install("tantivy")
    _vendor()
    _translate()


def _make_environment() -> None:
    if PYTHON.exists() and run(PYTHON, "-c", "import pip", quiet=True) == 0:
        return
    print("Preparing the environment (.venv) …", flush=True)
    if not _has_ensurepip():
        _install_debian_packages("python3-venv", "python3-pip")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    if _has_ensurepip():
        venv.create(ENVIRONMENT, with_pip=True)
    elif run(sys.executable, "-m", "venv", str(ENVIRONMENT)) != 0:
        raise CannotGoOn("The environment could not be made. On Debian or Ubuntu: apt install python3-venv")


def _has_ensurepip() -> bool:
    """Asked of a fresh process: this one started before the package may have been installed."""
    return run(sys.executable, "-c", "import ensurepip", quiet=True, stderr=subprocess.DEVNULL) == 0


def _install_debian_packages(*packages: str) -> None:
    """Install by apt where this user may; else name the command. Raises CannotGoOn."""
    if not may_install_debian_packages():
        raise CannotGoOn(f"Please run this first, then start again:  sudo apt install {' '.join(packages)}")
    install_debian_packages(*packages)


def may_install_debian_packages() -> bool:
    """Whether this is a Debian-like system on which the present user is root."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def install_debian_packages(*packages: str) -> bool:
    """Install packages by apt and say whether that worked."""
    print(f"Installing {', '.join(packages)} …", flush=True)
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "update", "-qq", quiet=True, env=quietly)
    command = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
    return run(*command, quiet=True, env=quietly) == 0


def _install(requirements: str) -> None:
    wanted = REQUIREMENTS / f"{requirements}.txt"
    stamp = ENVIRONMENT / "installed" / requirements
    fingerprint = hashlib.sha256(wanted.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    print("Installing Python packages, a minute or two the first time …", flush=True)
    if _pip("install", "--require-hashes", "-r", str(wanted)) != 0:
        raise CannotGoOn("The packages could not be installed. Is the internet reachable? Then start again.")
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(fingerprint)


def _pip(*arguments: str) -> int:
    return run(PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments)


def _vendor() -> None:
    if shutil.which("npm") is None:
        _install("node")
    if run(PYTHON, ROOT / "scripts" / "vendor.py") != 0:
        raise CannotGoOn("The fonts and icons could not be fetched. Is the internet reachable? Start again.")


def _translate() -> None:
    """Compile the translations whose source is newer than the compiled file."""
    for source in ROOT.glob("elibrary/translations/*/LC_MESSAGES/messages.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        command = (PYTHON, "-m", "babel.messages.frontend", "compile", "-i", source, "-o", compiled)
        if run(*command, quiet=True, stderr=subprocess.DEVNULL) != 0:
            raise CannotGoOn(f"The translation {source} could not be compiled.")
