"""Pictures of every page at four sizes, light, dark and in large type, and one sheet of each page's twelve.

`python3 scripts/shots.py` opens a library of its own with the sample collection and one of everything that a
page can show (tests/web/everything.py), and writes into shots/, which git leaves alone. `--help` names the
choices. Needs the environment that `scripts/test.py` makes, and Chromium.
"""

import os
import subprocess
import sys

import environment


def main() -> int:
    """Run the package that takes them, which has the library's packages at hand."""
    found_in = os.pathsep.join((str(environment.ROOT / "scripts"), str(environment.ROOT)))
    settings = os.environ | {"PYTHONPATH": found_in}
    command = (str(environment.PYTHON), "-m", "screens", *sys.argv[1:])
    return subprocess.run(command, env=settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
