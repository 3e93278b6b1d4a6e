"""Driving a server with wrk: many different addresses in turn, so that no cache answers for the server."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SCRIPT = """
local paths, tags, i = {}, {}, 0
for line in io.lines("%(file)s") do
  local path, tag = line:match("^([^\\t]*)\\t?(.*)$")
  paths[#paths + 1] = path
  tags[#tags + 1] = tag
end
function request()
  i = i %% #paths + 1
  local headers = {["Accept"] = "%(accept)s"}
  if tags[i] ~= "" then headers["If-None-Match"] = tags[i] end
  return wrk.format("GET", paths[i], headers)
end
function done(s, latency, r)
  io.write(string.format('@@{"requests":%%d,"us":%%d,"bytes":%%d,"p50":%%.3f,"p99":%%.3f,"errors":%%d}\\n',
    s.requests, s.duration, s.bytes, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    s.errors.status + s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout))
end"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one server did in one case: requests a second, milliseconds, bytes an answer."""

    rate: float
    p50_ms: float
    p99_ms: float
    bytes: float
    errors: int


def drive(
    addresses: list[str], accept: str, connections: int, seconds: float, tags: list[str] | None = None
) -> Measured:
    """Ask the addresses in turn; `tags` are sent along as If-None-Match."""
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(addresses[0]))
    pairs = zip(addresses, tags or [""] * len(addresses), strict=True)
    lines = [f"{address.removeprefix(origin)}\t{tag}" for address, tag in pairs]
    with tempfile.TemporaryDirectory() as folder:
        paths, script = Path(folder, "paths"), Path(folder, "ask.lua")
        paths.write_text("\n".join(lines) + "\n")
        script.write_text(SCRIPT % {"file": paths, "accept": accept})
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script), origin]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"@@(\{.*\})", done.stdout)
    if not found:
        raise RuntimeError(f"wrk failed: {done.stdout[-300:]}{done.stderr[-300:]}")
    said = json.loads(found[1])
    rate = said["requests"] / (said["us"] / 1e6)
    return Measured(rate, said["p50"], said["p99"], said["bytes"] / max(1, said["requests"]), said["errors"])


def fetch(address: str, accept: str = "application/geo+json") -> tuple[bytes, str | None]:
    """(body, ETag) of one answer."""
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept": accept}), timeout=120) as answer:
        return answer.read(), answer.headers.get("ETag")
