"""What is broken on purpose."""

import json
from threading import Lock
from typing import Any

from attrs import asdict, frozen


@frozen
class Faults:
    """`errors` is the share of requests and payments that fail, `latency` seconds added to each request.

    `connections` are leaked from the database pool. A payment provider that is down fails every order.
    """

    errors: float = 0.0
    latency: float = 0.0
    connections: int = 0
    payments_down: bool = False

    @classmethod
    def parse(cls, body: bytes) -> "Faults":
        """Read a JSON object; what it does not name is whole.

        Raises:
            ValueError: no JSON object, an unknown name, or a value out of range.
        """
        given: Any = json.loads(body)
        try:
            faults = cls(**given)
            fits = 0 <= faults.errors <= 1 and 0 <= faults.latency <= 60 and 0 <= faults.connections <= 100
        except TypeError as error:
            raise ValueError(str(error)) from error
        if not fits:
            raise ValueError("errors is 0 to 1, latency 0 to 60 seconds, connections 0 to 100")
        return faults

    def __str__(self) -> str:
        return json.dumps(asdict(self))


class Share:
    """Says yes to an exact share of the questions, evenly spread: chance would make tests flap."""

    def __init__(self) -> None:
        self._lock, self._owed = Lock(), 0.0

    def hit(self, share: float) -> bool:
        """Whether this one is among the `share`, 0 to 1."""
        with self._lock:
            self._owed += share
            hit = self._owed >= 1
            self._owed -= hit
            return hit
