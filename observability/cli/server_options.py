"""Options of every server that is asked over HTTP: whom to trust and with what, and how hard to ask."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from observability.adapters.api import Access, is_private
from observability.exceptions import UsageError

FILE = click.Path(dir_okay=False, path_type=Path)
# What an option is called -> what `access` calls it.
_FILES = {"ca": "authority", "cert": "certificate", "key": "key"}


def server_options(name: str, timeout: int) -> tuple[Callable[[Any], Any], ...]:
    """`--NAME-ca`, `--NAME-cert`, `--NAME-key`, `--plain-http`, `--concurrency` and `--timeout`."""
    return (
        click.option(f"--{name}-ca", type=FILE, help="Certificates to trust instead of the usual ones, PEM."),
        click.option(f"--{name}-cert", type=FILE, help="Our own certificate, where the server asks for one, PEM."),
        click.option(f"--{name}-key", type=FILE, help="The key of that certificate, PEM, unencrypted."),
        click.option(
            "--plain-http", is_flag=True, help="Send a token or a password over http:// to other machines too."
        ),
        click.option(
            "--concurrency", type=click.IntRange(1, 64), default=4, show_default=True, help="Requests to it at once."
        ),
        click.option(
            "--timeout",
            type=click.FloatRange(0.1, 3600),
            default=timeout,
            show_default=True,
            help="Seconds for one of them.",
        ),
    )


def certificates(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The files that these options name, as `access` wants them."""
    return {part: given[f"{name}_{option}"] for option, part in _FILES.items()}


def kept_private(found: Access, *, plain_http: bool) -> Access:
    """The access, unless it would send credentials where others can read them, and nobody said that it may.

    Raises:
        UsageError: it would.
    """
    if found.authorization and not plain_http and not is_private(found.url):
        raise UsageError(
            f"{found.url} gets no token or password over http://, where everybody on the way could read it; "
            "write https://, or say --plain-http if that network is yours"
        )
    return found
