"""A Prometheus of our own, on this machine, for as long as we need it: it scrapes nothing and tells nobody."""

import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from observability.exceptions import MissingToolError

# Samples may be of any time, for the storage never cuts them into blocks.
_FOREVER = (
    "--storage.tsdb.retention.time=100y",
    "--storage.tsdb.min-block-duration=100d",
    "--storage.tsdb.max-block-duration=100d",
)
_OPTIONS = ("--web.enable-remote-write-receiver", "--enable-feature=native-histograms", "--log.level=warn", *_FOREVER)
# It speaks no TLS, and to read all certificates that a machine trusts takes long.
_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_PATIENCE = 60.0
_PAUSE = 0.02
_CONFIG, _LOG, _DATA = "prometheus.yaml", "prometheus.log", "data"
_STORAGE = "storage.tsdb.path"
_LOG_TAIL = 2_000
_TAKEN = "address already in use"
_TRIES = 3

Process = subprocess.Popen[bytes]


@contextmanager
def serving(program: Path, folder: Path) -> Iterator[str]:
    """The URL of a Prometheus that runs until the block ends, its data in `folder`; it listens to this machine alone.

    Raises:
        MissingToolError: it does not start.
    """
    (folder / _CONFIG).write_text("{}\n", encoding="utf-8")
    process, url = _start(program, folder)
    try:
        yield url
    finally:
        _kill(process)


def _start(program: Path, folder: Path) -> tuple[Process, str]:
    """The server and its URL. Somebody else may be given its port between our look and its start: then on another."""
    for _ in range(_TRIES):
        address = f"127.0.0.1:{_free_port()}"
        process = _run(program, folder, address)
        try:
            if _is_up(f"http://{address}", process, folder):
                return process, f"http://{address}"
        except BaseException:
            _kill(process)
            raise
        _kill(process)
        said = (folder / _LOG).read_text(encoding="utf-8", errors="replace")
        if _TAKEN not in said:
            break
    raise MissingToolError(f"{program} does not start as a Prometheus does:\n{said[-_LOG_TAIL:].strip()}")


def _run(program: Path, folder: Path, address: str) -> Process:
    command = (
        str(program),
        f"--config.file={folder / _CONFIG}",
        f"--{_STORAGE}={folder / _DATA}",
        f"--web.listen-address={address}",
        *_OPTIONS,
    )
    with (folder / _LOG).open("wb") as output:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)


def _is_up(url: str, process: Process, folder: Path) -> bool:
    """Wait until it answers; False where it does not, or has ended."""
    end = time.monotonic() + _PATIENCE
    while not _answers(url, folder):
        if process.poll() is not None or time.monotonic() > end:
            return False
        time.sleep(_PAUSE)
    return True


def _kill(process: Process) -> None:
    process.kill()  # nothing of it is kept
    process.wait()


def _answers(url: str, folder: Path) -> bool:
    """Whether ours is ready: who was given its port may be a Prometheus too, but has other data."""
    try:
        reply = httpx.get(f"{url}/api/v1/status/flags", trust_env=False, verify=_NOBODY)
        return reply.is_success and bool(reply.json()["data"][_STORAGE] == str(folder / _DATA))
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
