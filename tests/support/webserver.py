"""A web server with real sockets, of which each test says what it does, down to the byte."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from attrs import Factory, define, evolve, frozen

CERTIFICATE = Path(__file__).parent / "certificate" / "certificate.pem"
# In seconds, for what comes at once unless the machine is busy.
_PATIENCE = 60
_HELLO_OF_TLS = b"\x16"
_KEY = CERTIFICATE.with_name("key.pem")


@frozen
class Asked:
    """A request: its method, its target, its headers with names in lower case, its body."""

    method: str
    path: str
    headers: dict[str, str]
    body: str = ""


Send = Callable[[bytes], Awaitable[None]]
Answer = Callable[[Asked, Send], Awaitable[None]]


def page(body: bytes | str = "<title>Shop</title><h1>Shop</h1>", status: int = 200, **headers: str) -> Answer:
    """An answer of HTTP; to HEAD without its body. A header's name is written with underscores."""
    content = body.encode() if isinstance(body, str) else body
    given = {"Content-Type": "text/html", "Content-Length": str(len(content))}
    given |= {key.replace("_", "-").title(): value for key, value in headers.items()}
    head = f"HTTP/1.1 {status} X\r\n" + "".join(f"{key}: {value}\r\n" for key, value in given.items()) + "\r\n"

    async def answer(asked: Asked, send: Send) -> None:
        await send(head.encode("latin-1") + (b"" if asked.method == "HEAD" else content))

    return answer


def crowd(server: "WebServer", count: int, then: Answer) -> Answer:
    """The answer, a moment after so many were under way at once: time for one more to come, if it does."""

    async def answer(asked: Asked, send: Send) -> None:
        async with asyncio.timeout(_PATIENCE):
            while server.most_open < count:
                await asyncio.sleep(0.001)
        await asyncio.sleep(0.02)
        await then(asked, send)

    return answer


def moved(there: str, status: int = 302) -> Answer:
    return page("", status, Location=there)


@define
class WebServer:
    """`answers` by path, and `other` to all else. `asked` is all that was asked, in its order."""

    answers: dict[str, Answer] = Factory(dict)
    other: Answer = Factory(lambda: page("no", 404))
    asked: list[Asked] = Factory(list)
    port: int = 0
    open: int = 0
    most_open: int = 0
    connected: int = 0
    most_connected: int = 0

    def url(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def requests(self) -> list[tuple[str, str]]:
        return [(asked.method, asked.path) for asked in self.asked]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def send(data: bytes) -> None:
            writer.write(data)
            await writer.drain()

        self.connected += 1
        self.most_connected = max(self.connected, self.most_connected)
        with suppress(ConnectionError, asyncio.IncompleteReadError, _CloseError, ssl.SSLError):
            while True:
                first = await reader.readexactly(1)
                if first == _HELLO_OF_TLS:
                    await send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    close()
                asked = _asked((first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1"))
                length = int(asked.headers.get("content-length", 0))
                asked = evolve(asked, body=(await reader.readexactly(length)).decode())
                self.asked.append(asked)
                self.open += 1
                self.most_open = max(self.open, self.most_open)
                try:
                    await self.answers.get(asked.path.partition("?")[0], self.other)(asked, send)
                finally:
                    self.open -= 1
        self.connected -= 1
        writer.close()


class _CloseError(Exception):
    pass


def close() -> None:
    """In an answer: the connection ends here."""
    raise _CloseError


def _asked(head: str) -> Asked:
    first, *lines = head.split("\r\n")
    method, path, _ = first.split(" ")
    headers = (line.partition(":") for line in lines if line)
    return Asked(method, path, {key.lower(): value.strip() for key, _, value in headers})


@contextmanager
def serving(host: str = "127.0.0.1", *, tls: bool = False, clients: Path | None = None) -> Iterator[WebServer]:
    """A server in a thread of its own; `clients` are the certificates that a client must show one of."""
    server, loop, ready = WebServer(), asyncio.new_event_loop(), threading.Event()
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE, _KEY)
        if clients:
            context.load_verify_locations(clients)
            context.verify_mode = ssl.CERT_REQUIRED

    async def start() -> None:
        listening = await asyncio.start_server(server.serve, host, 0, ssl=context)
        server.port = listening.sockets[0].getsockname()[1]
        ready.set()

    def run() -> None:
        loop.create_task(start())
        loop.run_forever()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(_PATIENCE)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
