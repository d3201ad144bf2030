"""Which build, and which Grafana: options that become a `Build` and a `Grafana`, the same for every command."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from observability import workspace
from observability.adapters.api import Limits, Secret, access, from_environment
from observability.adapters.grafana import Grafana
from observability.cli.server_options import FILE, certificates, kept_private, server_options
from observability.delivering import read_build

_VARIABLE = "GRAFANA_TOKEN"
_OPTIONS = (
    click.argument("build", default="build", type=click.Path(path_type=Path)),
    click.option("--grafana", metavar="URL", required=True, help="The Grafana, as in https://grafana.example.org."),
    click.option("--environment", "-e", metavar="NAME", help="Which one, where the build holds several."),
    click.option("--service", "services", multiple=True, metavar="NAME", help="Only this one's; repeatable."),
    click.option(
        "--folder",
        "parent",
        metavar="UID",
        default="",
        help="The folder that the owners' folders are in.  [default: the root]",
    ),
    click.option(
        "--grafana-token-file", type=FILE, help=f"A file with a service account's token.  [default: ${_VARIABLE}]"
    ),
    *server_options("grafana", timeout=60),
)
_NAMES = (
    *("build", "grafana", "environment", "services", "plain_http", "concurrency", "timeout"),
    *("grafana_token_file", "grafana_ca", "grafana_cert", "grafana_key"),
)


def grafana_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command these options; it gets `build`, `grafana` and `parent`, the uid of a folder."""

    @wraps(command)
    def with_grafana(**given: Any) -> int:
        mine = {name: given.pop(name) for name in _NAMES}
        grafana = _server(mine)
        build = read_build(mine["build"], mine["environment"], mine["services"])
        return command(**given, build=build, grafana=grafana)

    for option in reversed(_OPTIONS):
        with_grafana = option(with_grafana)
    return with_grafana


def _server(given: dict[str, Any]) -> Grafana:
    file = given["grafana_token_file"]
    token = Secret(workspace.read_secret(file)) if file else from_environment(_VARIABLE)
    files = certificates("grafana", given)
    found = access(given["grafana"], token=token, example="https://grafana.example.org", **files)
    limits = Limits(at_once=given["concurrency"], seconds=given["timeout"])
    return Grafana(kept_private(found, plain_http=given["plain_http"]), limits)
