"""How much is asked of the web, and with what."""

import asyncio
import random
import socket
from collections.abc import Awaitable, Callable, Sequence

from attrs import field, frozen


@frozen
class Limits:
    """`at_once` requests in all, `a_host` of them to one host. Times in seconds, sizes in bytes.

    `seconds` is for all hops to one page together. A server that asks to wait for longer than `patience` is left.
    """

    at_once: int = 32
    a_host: int = 4
    seconds: float = 20.0
    patience: float = 30.0
    attempts: int = 3
    pause: float = 1.0
    hops: int = 10
    size: int = 1 << 20
    allowed: frozenset[str] = frozenset()
    proxies: bool = False


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, as the system knows them.

    Raises:
        socket.gaierror: there are none, or nobody answers.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@frozen
class Means:
    """What is not the same in every run; tests bring their own. `chance` is between 0 and 1."""

    chance: Callable[[], float] = field(default=random.random)
    sleep: Callable[[float], Awaitable[None]] = field(default=asyncio.sleep)
    resolve: Callable[[str, int], Awaitable[Sequence[str]]] = field(default=resolve)
