"""What Grafana refuses of one request, while it may answer others."""

from enum import StrEnum

from observability.adapters.api import ServerError


class Why(StrEnum):
    """Why a request is refused, as far as it makes a difference for what is done next."""

    CONFLICT = "conflict"  # somebody saved in between
    EXISTS = "exists"
    PERMISSION = "permission"
    PROVISIONED = "provisioned"
    SCHEMA = "schema"
    OTHER = "other"


class RefusedError(ServerError):
    """The server refuses one request, in words: exit 3 where nothing can be done without it."""

    def __init__(self, server: str, why: Why, reason: str) -> None:
        super().__init__(f"{server}: {reason}")
        self.why = why
        self.reason = reason
