"""A line between a browser and a server that counts what comes down it, whoever in the browser asked."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_PIECE = 65536


@dataclass
class Line:
    """Where the browser connects, and the bytes that the server has sent down so far."""

    port: int = 0
    bytes_down: int = 0


@contextmanager
def counted(server_port: int) -> Iterator[Line]:
    """A line to the server on this port of 127.0.0.1, open until the block ends."""
    line = Line()
    loop = asyncio.new_event_loop()
    opened = threading.Event()

    async def carry() -> None:
        server = await asyncio.start_server(lambda *ends: _join(line, server_port, *ends), "127.0.0.1", 0)
        line.port = server.sockets[0].getsockname()[1]
        opened.set()

    thread = threading.Thread(target=_run, args=(loop, carry()), daemon=True)
    thread.start()
    opened.wait()
    try:
        yield line
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def _run(loop: asyncio.AbstractEventLoop, start: Coroutine[None, None, None]) -> None:
    asyncio.set_event_loop(loop)
    loop.run_until_complete(start)
    loop.run_forever()


async def _join(
    line: Line, server_port: int, phone_reads: asyncio.StreamReader, phone_writes: asyncio.StreamWriter
) -> None:
    server_reads, server_writes = await asyncio.open_connection("127.0.0.1", server_port)

    def count(size: int) -> None:
        line.bytes_down += size

    up = _carry(phone_reads, server_writes, lambda _size: None)
    await asyncio.gather(up, _carry(server_reads, phone_writes, count), return_exceptions=True)


async def _carry(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, count: Callable[[int], None]
) -> None:
    while piece := await reader.read(_PIECE):
        count(len(piece))
        writer.write(piece)
        await writer.drain()
    writer.close()
