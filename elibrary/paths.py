"""Where the program's own files lie: beside the packages in a checkout, inside the package in a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent

TEMPLATES = PACKAGE / "templates" if (PACKAGE / "templates").is_dir() else PACKAGE.parent / "templates"
STATIC = PACKAGE / "static"
VENDOR = STATIC / "vendor"
TRANSLATIONS = PACKAGE / "translations"
MIGRATIONS = PACKAGE / "migrations"

FONT_REGULAR = VENDOR / "be-vietnam-pro" / "BeVietnamPro-Regular.ttf"
FONT_BOLD = VENDOR / "be-vietnam-pro" / "BeVietnamPro-Bold.ttf"
