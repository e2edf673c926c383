"""Residents who open one page after another of a library, as many at once as is wanted."""

import asyncio
import gzip
import os
import resource
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from benchmarks.processes import Processes
from benchmarks.speed import percentile

WARM_UP = 5.0
"""Seconds of other addresses before anything counts."""
_REQUEST = (
    "GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nAccept-Language: vi\r\n"
    "Accept-Encoding: gzip, deflate, br, zstd\r\n"
    "User-Agent: Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36\r\n\r\n"
)


class Page(NamedTuple):
    """One answer: when it was there, how long it took (ms), its bytes, and whether it was a whole page."""

    at: float
    waited: float
    size: int
    good: bool


def opened(
    port: int, addresses: Iterator[str], processes: Processes, *, clients: int, seconds: float
) -> dict[str, Any]:
    """Pages a second, waiting times (ms), bytes, errors, processor shares; ends early without addresses."""
    return asyncio.run(_opened(port, addresses, processes, clients, seconds))


async def _opened(
    port: int, addresses: Iterator[str], processes: Processes, clients: int, seconds: float
) -> dict[str, Any]:
    pages: list[Page] = []
    warm_up = min(WARM_UP, seconds)
    end = time.monotonic() + warm_up + seconds
    at_work = [asyncio.create_task(_client(port, addresses, pages, end)) for _ in range(clients)]
    await asyncio.sleep(warm_up)
    started, theirs, own = time.monotonic(), processes.processor_seconds(), _own_seconds()
    ended = await asyncio.gather(*at_work, return_exceptions=True)
    took = time.monotonic() - started
    busy = processes.processor_seconds() - theirs, _own_seconds() - own
    failed = [error for error in ended if isinstance(error, BaseException)]
    counted = [page for page in pages if page.at >= started]
    waited = [page.waited for page in counted]
    cores = os.cpu_count() or 1
    return {
        "seconds": round(took, 1),
        "pages": len(counted),
        "pages/s": round(len(counted) / took, 1),
        "p50 ms": percentile(waited, 50),
        "p95 ms": percentile(waited, 95),
        "max ms": max(waited, default=None),
        "bytes of a page (median)": percentile([page.size for page in counted], 50),
        "errors": len(failed) + sum(not page.good for page in pages),
        "first error": repr(failed[0]) if failed else "",
        "processor ms per page": round(busy[0] * 1000 / max(1, len(counted)), 2),
        "server's share of all cores": round(busy[0] / took / cores, 2),
        "clients' share of all cores": round(busy[1] / took / cores, 3),
    }


def _own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def _client(port: int, addresses: Iterator[str], pages: list[Page], end: float) -> None:
    """Ask for one page after another on a connection that stays open."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    while time.monotonic() < end and (address := next(addresses, "")):
        started = time.monotonic()
        writer.write(_REQUEST.format(address=address).encode("ascii"))
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        size = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        body = await reader.readexactly(size)
        now = time.monotonic()
        pages.append(Page(now, (now - started) * 1000, size, _is_whole(head, body)))
        if b"connection: close" in head:
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    writer.close()


def _is_whole(head: bytes, body: bytes) -> bool:
    text = gzip.decompress(body) if b"content-encoding: gzip" in head else body
    return head.startswith(b"http/1.1 200") and text.rstrip().endswith(b"</html>")
