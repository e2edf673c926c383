"""Many slow listeners against `elibrary serve`, while somebody opens the home page. Standard library only."""

import argparse
import asyncio
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import environment

from benchmarks.server import run_in_environment, serving

READ = 4096
"""Bytes that a listener takes at once."""

LEAST_SHARE, MOST_RATIO = 0.95, 5.0
"""What is still good: bytes against the rate asked for, home page busy against idle."""


class Heard(NamedTuple):
    """What one listener got: bytes, seconds until the first of them, seconds of listening."""

    taken: int
    waited: float
    seconds: float


def measure_stream(options: argparse.Namespace) -> dict[str, object]:
    """Home page idle, then with all listeners listening; every listener must get what it takes."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        run_in_environment(data, "setup", "--no-sample")
        recording = data / "recording.mp3"
        make_recording(recording, options.minutes)
        run_in_environment(data, "ingest", str(recording), "--json")
        with serving(data) as library:
            return asyncio.run(_stream(library.port, options))


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
    subprocess.run([str(environment.PYTHON), "-c", program, str(path), str(minutes)], check=True)
