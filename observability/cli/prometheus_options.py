"""How a Prometheus is asked: options that become one `Prometheus`, the same for every command that asks one."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from observability import workspace
from observability.adapters.prometheus import Limits, Prometheus, Secret, access, from_environment
from observability.cli.server_options import FILE, certificates, kept_private, server_options
from observability.exceptions import UsageError

_TOKEN, _PASSWORD = "PROMETHEUS_TOKEN", "PROMETHEUS_PASSWORD"
_OPTIONS = (
    click.option("--prometheus", metavar="URL", help="The Prometheus to ask, or what answers like one."),
    click.option("--prometheus-token-file", type=FILE, help=f"A file with the bearer token.  [default: ${_TOKEN}]"),
    click.option("--prometheus-user", metavar="NAME", default="", help="The user, where it asks for a password."),
    click.option(
        "--prometheus-password-file", type=FILE, help=f"A file with the user's password.  [default: ${_PASSWORD}]"
    ),
    *server_options("prometheus", timeout=130),
)
_PARTS = ("token_file", "user", "password_file", "ca", "cert", "key")
_NAMES = ("prometheus", *(f"prometheus_{part}" for part in _PARTS), "plain_http", "concurrency", "timeout")


def prometheus_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command these options; it gets `prometheus`, which is None where no server is named."""

    @wraps(command)
    def with_server(**given: Any) -> int:
        mine = {name: given.pop(name) for name in _NAMES}
        return command(**given, prometheus=_server(**mine))

    for option in reversed(_OPTIONS):
        with_server = option(with_server)
    return with_server


def _server(
    prometheus: str | None, *, plain_http: bool, concurrency: int, timeout: float, **given: Any
) -> Prometheus | None:
    if prometheus is None:
        if any(given.values()):
            raise UsageError("the options --prometheus-... are for --prometheus URL")
        return None
    user, *files = (given[f"prometheus_{part}"] for part in ("user", "token_file", "password_file"))
    token, password = _secrets(user, *files)
    found = access(prometheus, token=token, user=user, password=password, **certificates("prometheus", given))
    return Prometheus(kept_private(found, plain_http=plain_http), Limits(at_once=concurrency, seconds=timeout))


def _secrets(user: str, token_file: Path | None, password_file: Path | None) -> tuple[Secret | None, Secret | None]:
    """The token and the password: what the options name comes before what the environment holds."""
    token = Secret(workspace.read_secret(token_file)) if token_file else None
    password = Secret(workspace.read_secret(password_file)) if password_file else None
    if user and not password:
        password = from_environment(_PASSWORD)
        if not password:
            raise UsageError(f"--prometheus-user needs --prometheus-password-file FILE, or ${_PASSWORD}")
    if not token and not user and not password:
        token = from_environment(_TOKEN)
    return token, password
