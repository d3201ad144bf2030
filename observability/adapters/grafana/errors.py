"""What Grafana refuses of one request, while it may answer others."""

from enum import StrEnum

from observability.exceptions import UsageError


class Why(StrEnum):
    """Why a request is refused, as far as it makes a difference for what is done next."""

    CONFLICT = "conflict"  # somebody saved in between
    EXISTS = "exists"
    PERMISSION = "permission"
    PROVISIONED = "provisioned"
    SCHEMA = "schema"
    OTHER = "other"


class RefusedError(UsageError):
    """The server refuses one request: exit 2 where nobody catches it. `reason` is in words, on one line."""

    def __init__(self, server: str, why: Why, reason: str) -> None:
        super().__init__(f"{server}: {reason}")
        self.why = why
        self.reason = reason
