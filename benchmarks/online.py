"""How long it takes to ask the web for many links: a server of this machine answers after a while."""

import argparse
import asyncio
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from resource import RUSAGE_SELF, getrusage

from rich.console import Console

from benchmarks.tables import Figure, show
from observability.adapters.web import Limits, Means
from observability.auditing import Online
from observability.auditing.online import verdicts
from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.runbooks.links import link
from observability.runbooks.verdict import Outcome

_HOSTS = 20
_A_HOST = 4
_DELAY = 0.05
_HTML = b"<title>Shop</title><h1 id=shop>Shop</h1>" + b"<p>All is well.</p>" * 100
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(_HTML)
# What a server may send that would fill the memory: an endless page, which each of these is.
_HOSTILE = 200


def main(arguments: Sequence[str]) -> None:
    """Ask for pages of 20 hosts."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks online", description=__doc__)
    parser.add_argument("urls", metavar="URLS", nargs="?", type=int, default=5_000, help="how many links")
    urls = parser.parse_args(arguments).urls
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    try:
        show(
            Console(), f"{urls:,} links, {_HOSTS} hosts, {_DELAY * 1000:.0f} ms an answer", _figures(urls, ours.recv())
        )
    finally:
        server.kill()


def _figures(urls: int, port: int) -> Iterator[Figure]:
    paths = [f"http://host{n % _HOSTS}.test:{port}/{n}#shop" for n in range(urls)]
    yield Figure("  the limit: each waits for its answer, none for us", urls * _DELAY / (_HOSTS * _A_HOST), "s")
    before = time.process_time()
    yield Figure("asked", _asked(paths), "s")
    yield Figure("  of which this machine computes", time.process_time() - before, "s")
    yield Figure("  peak memory", _memory(), "MB", 200)
    yield Figure(
        f"{_HOSTILE} pages without end",
        _asked(f"http://host{n % _HOSTS}.test:{port}/endless{n}" for n in range(_HOSTILE)),
        "s",
    )
    yield Figure("  peak memory", _memory(), "MB", 200)


def _asked(urls: "Iterator[str] | list[str]") -> float:
    hosts = frozenset(f"host{n}.test" for n in range(_HOSTS))
    limits = Limits(at_once=_HOSTS * _A_HOST, a_host=_A_HOST, allowed=hosts)
    links = [link(Alert("A", "up", Duration(0), {}, {"runbook_url": url}), "") for url in urls]
    began = time.perf_counter()
    found = verdicts(links, Online(limits=limits, means=Means(resolve=_here)))
    seconds = time.perf_counter() - began
    if wrong := [verdict for verdict in found.values() if verdict.outcome is not Outcome.OK]:
        raise RuntimeError(f"{len(wrong)} are not ok, as {wrong[0]}")
    return seconds


def _memory() -> float:
    return getrusage(RUSAGE_SELF).ru_maxrss * 1024 / 1_000_000


async def _here(_host: str, _port: int) -> Sequence[str]:
    return ["127.0.0.1"]


def _serve(told: Connection) -> None:
    asyncio.run(_listen(told))


async def _listen(told: Connection) -> None:
    server = await asyncio.start_server(_answer, "127.0.0.1", 0, backlog=1000)
    told.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            await asyncio.sleep(_DELAY)
            endless = b"/endless" in head and head.startswith(b"GET")
            writer.write(_ANSWER.replace(b"Content-Length: ", b"X-Length: ") if endless else _ANSWER)
            while endless:
                writer.write(_HTML * 100)
                await writer.drain()
            if head.startswith(b"GET"):
                writer.write(_HTML)
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()
