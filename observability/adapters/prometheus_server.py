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
_PATIENCE = 30.0
_PAUSE = 0.02
_LOG_TAIL = 2_000


@contextmanager
def serving(program: Path, folder: Path) -> Iterator[str]:
    """The URL of a Prometheus that runs until the block ends, its data in `folder`; it listens to this machine alone.

    Raises:
        MissingToolError: it does not start.
    """
    address = f"127.0.0.1:{_free_port()}"
    config, log = folder / "prometheus.yaml", folder / "prometheus.log"
    config.write_text("{}\n", encoding="utf-8")
    command = (
        str(program),
        f"--config.file={config}",
        f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address={address}",
        *_OPTIONS,
    )
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait(f"http://{address}/-/ready", program, process, log)
        yield f"http://{address}"
    finally:
        process.kill()  # nothing of it is kept
        process.wait()


def _wait(url: str, program: Path, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > end:
            said = log.read_text(encoding="utf-8", errors="replace")[-_LOG_TAIL:].strip()
            raise MissingToolError(f"{program} does not start as a Prometheus does:\n{said}")
        time.sleep(_PAUSE)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False, verify=_NOBODY).is_success
    except httpx.TransportError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
