"""How much is asked of a server, and what differs from run to run."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from attrs import field, frozen


@frozen
class Limits:
    """`at_once` requests under way, each tried up to `attempts` times. Times in seconds, sizes in bytes.

    `seconds` is for one attempt, body included. The pause after a failed attempt is `pause`, doubled each time. A
    server that asks to be left alone for longer than `patience` is given up.
    """

    at_once: int = 4
    seconds: float = 130.0  # a server's own limit is two minutes, and it says so
    attempts: int = 4
    pause: float = 0.5
    patience: float = 60.0
    size: int = 64 << 20


@frozen
class Means:
    """Chance (0 to 1) and sleep; tests bring their own."""

    chance: Callable[[], float] = field(default=random.random)
    sleep: Callable[[float], Awaitable[None]] = field(default=asyncio.sleep)
