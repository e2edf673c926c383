"""What a program and the processes that it started use: memory and processor time. Linux tells by /proc."""

import os
import time
from pathlib import Path

_QUIET, _QUIET_SECONDS = 0.1, 2
"""Processor seconds in a second below which a program is at rest, and for how many seconds."""
_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Processes:
    """A process and all that descend from it, as they are when asked."""

    def __init__(self, first: int) -> None:
        self._first = first

    def _all(self) -> list[int]:
        found = [self._first]
        for process in found:
            for children in (_PROC / str(process) / "task").glob("*/children"):
                found += map(int, _read(children).split())
        return found

    def peak_megabytes(self) -> list[float]:
        """The most memory that each process has held (VmHWM); empty where the system does not tell."""
        peaks = []
        for process in self._all():
            for line in _read(_PROC / str(process) / "status").splitlines():
                if line.startswith("VmHWM:"):
                    peaks.append(round(int(line.split()[1]) / 1024, 1))
        return peaks

    def processor_seconds(self) -> float:
        """Processor time of all of them so far."""
        ticks = 0
        for process in self._all():
            if text := _read(_PROC / str(process) / "stat"):
                fields = text.rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])  # utime and stime, proc(5)
        return ticks / _TICKS

    def wait_until_quiet(self, most: float = 120.0) -> None:
        """Until all of them have made ready: else the first to listen would be measured alone."""
        end, quiet = time.monotonic() + most, 0
        while quiet < _QUIET_SECONDS and time.monotonic() < end:
            before = self.processor_seconds()
            time.sleep(1)
            quiet = quiet + 1 if self.processor_seconds() - before < _QUIET else 0


def _read(path: Path) -> str:
    """Empty where a process has ended meanwhile."""
    try:
        return path.read_text()
    except OSError:
        return ""
