"""What can go wrong between us and the server, in words that name the server and never a secret."""

from observability.exceptions import UsageError


class QueryError(UsageError):
    """The server refuses this one call, and may answer others: exit 2. `reason` is what it said, on one line."""

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(f"{server}: {reason}")
        self.server = server
        self.reason = reason


class TooLargeError(QueryError):
    """The answer, or what the server must read for it, is more than the limits allow: ask for less at once."""
