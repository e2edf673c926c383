"""A line between a browser and a server that counts what comes down it, whoever in the browser asked."""

import asyncio
import threading
from collections.abc import Callable, Iterator
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
    opened, over = threading.Event(), threading.Event()

    async def carry() -> None:
        server = await asyncio.start_server(lambda *ends: _join(line, server_port, *ends), "127.0.0.1", 0)
        line.port = server.sockets[0].getsockname()[1]
        opened.set()
        await asyncio.to_thread(over.wait)
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(carry()), daemon=True)
    thread.start()
    opened.wait()
    try:
        yield line
    finally:
        over.set()
        thread.join()


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
