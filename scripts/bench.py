"""Measurements of the running library, each as a ratio to a reference of the same run.

`python3 scripts/bench.py stream` — many slow listeners against `elibrary serve`, while somebody opens the
home page. Needs the environment that `scripts/run.py` makes.
"""

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import environment

READ = 4096
"""Bytes that a listener takes at once."""

LEAST_SHARE, MOST_RATIO = 0.95, 5.0
"""What is still good: bytes against the rate asked for, home page busy against idle."""

SERVER_START = 60.0
"""Seconds that the server may take to open."""


class Heard(NamedTuple):
    """What one listener got: bytes, seconds until the first of them, seconds of listening."""

    taken: int
    waited: float
    seconds: float


def main() -> int:
    """Run one measurement and print its figures as JSON."""
    parser = argparse.ArgumentParser(description="Measure the library.")
    parts = parser.add_subparsers(required=True)
    stream = parts.add_parser("stream", help="slow listeners and the home page")
    stream.add_argument("--listeners", type=int, default=200)
    stream.add_argument("--rate", type=int, default=16, help="KB/s that each listener takes")
    stream.add_argument("--seconds", type=float, default=20)
    stream.add_argument("--minutes", type=int, default=60, help="length of the recording that is made")
    stream.set_defaults(measure=measure_stream)
    options = parser.parse_args()
    figures = options.measure(options)
    print(json.dumps(figures, indent=2))
    return 0 if figures["good"] else 1


def measure_stream(options: argparse.Namespace) -> dict[str, object]:
    """Home page idle, then with all listeners listening; every listener must get what it takes."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        run_in_environment(data, "setup", "--no-sample")
        recording = data / "recording.mp3"
        make_recording(recording, options.minutes)
        run_in_environment(data, "ingest", str(recording), "--json")
        with serving(data) as port:
            return asyncio.run(_stream(port, options))


async def _stream(port: int, options: argparse.Namespace) -> dict[str, object]:
    idle = await _home_times(port, lambda done: done < 200)  # noqa: PLR2004 - requests
    end = time.monotonic() + options.seconds
    rate = options.rate * 1000
    listeners = [asyncio.create_task(_listen(port, rate, end)) for _ in range(options.listeners)]
    await asyncio.sleep(1)
    busy = await _home_times(port, lambda _done: time.monotonic() < end - 1, pause=0.05)
    ended = await asyncio.gather(*listeners, return_exceptions=True)
    failed = [error for error in ended if isinstance(error, BaseException)]
    heard = [listener for listener in ended if isinstance(listener, Heard)]
    shares = [listener.taken / (rate * listener.seconds) for listener in heard]
    ratio = statistics.median(busy) / statistics.median(idle)
    return {
        "listeners": options.listeners,
        "KB_per_second_each": options.rate,
        "seconds": options.seconds,
        "errors": len(failed),
        "first_error": repr(failed[0]) if failed else None,
        "smallest_share_of_the_rate": round(min(shares, default=0), 3),
        "slowest_first_byte_s": round(max((listener.waited for listener in heard), default=0), 2),
        "home_idle_median_ms": round(statistics.median(idle) * 1000, 2),
        "home_busy_median_ms": round(statistics.median(busy) * 1000, 2),
        "home_busy_p95_ms": round(statistics.quantiles(busy, n=20)[18] * 1000, 2),
        "home_requests_while_busy": len(busy),
        "median_ratio": round(ratio, 2),
        "good": not failed and min(shares) >= LEAST_SHARE and ratio <= MOST_RATIO,
    }


async def _home_times(port: int, go_on: Callable[[int], bool], pause: float = 0.0) -> list[float]:
    """Seconds of one home page after another, each on a fresh connection."""
    times: list[float] = []
    while go_on(len(times)):
        started = time.perf_counter()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nConnection: close\r\n\r\n")
        answer = await reader.read()
        writer.close()
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(answer[:200])
        times.append(time.perf_counter() - started)
        await asyncio.sleep(pause)
    return times


async def _listen(port: int, rate: int, end: float) -> Heard:
    """Take the sound at `rate` bytes a second until `end`; all listeners knock in the same moment."""
    knocked = time.monotonic()
    phone = socket.create_connection(("127.0.0.1", port))
    phone.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)  # a phone's small window
    reader, writer = await asyncio.open_connection(sock=phone, limit=READ)
    writer.write(b"GET /media/tracks/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes=0-\r\n\r\n")
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 206"):
        raise RuntimeError(head[:200])
    started, taken = time.monotonic(), 0
    while time.monotonic() < end:
        chunk = await asyncio.wait_for(reader.read(READ), timeout=10)
        if not chunk:
            raise RuntimeError(f"the sound ended after {taken} bytes")
        taken += len(chunk)
        await asyncio.sleep(max(0.0, started + taken / rate - time.monotonic()))
    writer.close()
    return Heard(taken, started - knocked, end - started)


def run_in_environment(data: Path, *command: str) -> None:
    """Run a command of the library on this data folder; its output is shown only if it fails."""
    done = subprocess.run(
        [environment.PYTHON, "-m", "elibrary", *command],
        cwd=environment.ROOT,
        env=os.environ | {"ELIBRARY_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def make_recording(path: Path, minutes: int) -> None:
    """A tone of this length as MP3 of 64 kbit/s, made with the environment's own encoder."""
    program = (
        "import sys, av, numpy\n"
        "path, minutes = sys.argv[1], int(sys.argv[2])\n"
        "with av.open(path, 'w') as out:\n"
        "    stream = out.add_stream('mp3', rate=24000, layout='mono', bit_rate=64000)\n"
        "    block = (numpy.sin(numpy.arange(24000) * 0.1) * 9000).astype('int16').reshape(1, -1)\n"
        "    for second in range(minutes * 60):\n"
        "        frame = av.AudioFrame.from_ndarray(block, format='s16', layout='mono')\n"
        "        frame.sample_rate, frame.pts = 24000, second * 24000\n"
        "        out.mux(stream.encode(frame))\n"
        "    out.mux(stream.encode(None))\n"
    )
    subprocess.run([environment.PYTHON, "-c", program, str(path), str(minutes)], check=True)


@contextmanager
def serving(data: Path) -> Iterator[int]:
    """A library serving this data folder on a free port of this machine, stopped by its process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    settings = os.environ | {"ELIBRARY_DATA": str(data), "ELIBRARY_PORT": str(port)}
    command = [environment.PYTHON, "-m", "elibrary", "serve"]
    server = subprocess.Popen(command, cwd=environment.ROOT, env=settings, stdout=subprocess.DEVNULL)
    try:
        _wait_until_open(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_open(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SERVER_START
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not open")


if __name__ == "__main__":
    sys.exit(main())
