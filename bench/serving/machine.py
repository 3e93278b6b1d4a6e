"""What a run ran on, since figures of one machine say little of another."""

from __future__ import annotations

import os
import platform
import socket
from pathlib import Path
from threading import Thread
from time import perf_counter

CHUNK = b"x" * 262_144


def describe() -> str:
    """Cores, processor, memory, system."""
    words = dict(_pairs(Path("/proc/cpuinfo")))
    memory = dict(_pairs(Path("/proc/meminfo")))
    model = words.get("model name") or platform.processor() or platform.machine()
    gigabytes = int(memory.get("MemTotal", "0 kB").split()[0]) / 1024**2
    return f"{os.cpu_count()} cores ({model}), {gigabytes:.0f} GiB, {platform.system()} {platform.release()}"


def load() -> str:
    """The load of the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def worker_memory(master: int) -> tuple[float, float]:
    """(most that a worker of this server ever held, what the largest has for itself alone), in MiB."""
    workers = [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]
    peaks, private = [], []
    for pid in workers:
        peaks.append(int(dict(_pairs(Path(f"/proc/{pid}/status")))["VmHWM"].split()[0]))
        rollup = dict(_pairs(Path(f"/proc/{pid}/smaps_rollup")))
        private.append(sum(int(rollup[name].split()[0]) for name in ("Private_Clean", "Private_Dirty")))
    return max(peaks) / 1024, max(private) / 1024


def loopback_bytes_a_second(seconds: float = 1.0) -> float:
    """How fast bytes go through a socket of this machine, from one thread to another: no server is faster."""
    listening = socket.create_server(("127.0.0.1", 0))
    read = 0

    def reader() -> None:
        nonlocal read
        with socket.create_connection(listening.getsockname()) as client:
            while got := client.recv(len(CHUNK)):
                read += len(got)

    thread = Thread(target=reader)
    thread.start()
    with listening.accept()[0] as writer:
        began = perf_counter()
        while perf_counter() - began < seconds:
            writer.sendall(CHUNK)
    thread.join()
    listening.close()
    return read / (perf_counter() - began)


def _pairs(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text().splitlines() if path.exists() else []
    return [(name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in reversed(lines))]
