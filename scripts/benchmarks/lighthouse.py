"""What Lighthouse says of the pages that residents open first: a phone, its own simulated slow line.

Lighthouse comes from npm, in the one version named here, into the environment's folder, and nothing of it is
run on installing. It opens pages in this machine's Chromium and reports to nobody. "blocked", and with it the
score of performance, suffers where others use the machine: `machine` is Lighthouse's own measure of that,
about 1500 to 2000 on a quiet desk computer.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import environment

from benchmarks.library import say
from benchmarks.tables import Row, table, verdict
from tests.web.browser import QUIETLY, find_browser
from tests.web.routes import PAGES
from tests.web.visits import whole_site

VERSION = "12.8.2"
"""The newest that runs on Node.js 18 and 20, which Debian has."""
FOLDER = environment.ENVIRONMENT / f"lighthouse-{VERSION}"
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
_FLAGS = tuple(flag for flag in QUIETLY if flag != "--mute-audio")
_RUNS = 3


def measure(options: argparse.Namespace, _kept: Path) -> dict[str, Any]:
    """The four scores of each page, the median of some runs, and what lowers them."""
    program = _installed()
    with (
        TemporaryDirectory() as folder,
        whole_site(Path(folder, "data"), python=environment.PYTHON) as site,
    ):
        reports = {
            name: [_report(program, site.address + PAGES[name].path) for _ in range(min(_RUNS, options.runs))]
            for name in options.pages
            if name in PAGES
        }
    rows = [_row(name, of_page) for name, of_page in reports.items()]
    faults = [fault for name, of_page in reports.items() for fault in _faults(name, of_page[0])]
    good = all("SHORT" not in row.values() for row in rows)
    print(table(f"Lighthouse {VERSION}, phone: {verdict(good)}", rows), flush=True)
    if faults:
        print(table("What lowers the scores", faults), flush=True)
    return {"rows": rows, "faults": faults, "good": good}


def _installed() -> Path:
    """Lighthouse's program, fetched on first use."""
    program = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise SystemExit("Lighthouse needs Node.js (Debian, Ubuntu: sudo apt install npm).")
    if not program.is_file():
        say(f"fetching Lighthouse {VERSION}, about a minute …")
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "package.json").write_text('{"private": true}', encoding="ascii")
        quietly = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        subprocess.run([npm, "install", *quietly, f"lighthouse@{VERSION}"], cwd=FOLDER, check=True)
    return program


def _report(program: Path, address: str) -> dict[str, Any]:
    say(f"lighthouse: {address}")
    browser = find_browser(whole=True)
    if browser is None:
        raise SystemExit("No Chromium here (Debian, Ubuntu: sudo apt install chromium).")
    categories = ",".join(LEAST)
    command = [
        *("node", str(program), address, "--quiet", "--output=json", "--form-factor=mobile"),
        *(
            "--no-enable-error-reporting",
            f"--only-categories={categories}",
            f"--chrome-flags={' '.join(_FLAGS)}",
        ),
    ]
    done = subprocess.run(
        command, env=os.environ | {"CHROME_PATH": browser}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"Lighthouse failed:\n{done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _row(name: str, reports: list[dict[str, Any]]) -> Row:
    row: Row = {"page": name}
    for number, (category, least) in enumerate(LEAST.items()):
        score = statistics.median(report["categories"][category]["score"] * 100 for report in reports)
        row |= {category: round(score), f"≥ {least}{' ' * number}": verdict(score >= least)}
    for audit, heading in (("largest-contentful-paint", "LCP s"), ("total-blocking-time", "blocked s")):
        row[heading] = statistics.median(report["audits"][audit]["numericValue"] for report in reports) / 1000
    row["machine"] = round(statistics.median(report["environment"]["benchmarkIndex"] for report in reports))
    return row


def _faults(name: str, report: dict[str, Any]) -> list[Row]:
    """Every weighted audit that is not full, heaviest first."""
    found = []
    for category in LEAST:
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                lost = reference["weight"] * (1 - audit["score"])
                shown = audit.get("displayValue", "")
                found.append(
                    {"page": name, "category": category, "audit": audit["id"], "lost": lost, "shown": shown}
                )
    return sorted(found, key=lambda row: -row["lost"])
