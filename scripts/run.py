"""Open the library: prepares everything on first start, then serves it. See --help."""

import argparse
import os
import sys
from pathlib import Path

import environment


def main() -> int:
    """Prepare, and serve until Ctrl+C."""
    options = _options()
    environment.prepare("runtime")
    settings = os.environ | {
        "ELIBRARY_DATA": str(options.data.resolve()),
        "ELIBRARY_HOST": options.host,
        "ELIBRARY_PORT": str(options.port),
    }
    setup = ["setup"] if options.sample else ["setup", "--no-sample"]
    status = environment.run(environment.PYTHON, "-m", "elibrary", *setup, env=settings)
    if status != 0:
        return status
    return _serve([str(environment.PYTHON), "-m", "elibrary", "serve"], settings)


def _serve(command: list[str], settings: dict[str, str]) -> int:
    """Become the server, so that whoever stops this script stops the library; Windows cannot."""
    if os.name != "nt":
        os.chdir(environment.ROOT)
        os.execve(command[0], command, settings)  # noqa: S606 - our own command, no shell
    try:
        return environment.run(*command, env=settings)
    except KeyboardInterrupt:
        return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Open the library at http://HOST:PORT")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets phones in the same network in")
    data = Path(os.environ.get("ELIBRARY_DATA", "data"))
    parser.add_argument("--data", type=Path, default=data, help="the library's folder")
    parser.add_argument(
        "--no-sample", dest="sample", action="store_false", help="start empty, without the sample collection"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
