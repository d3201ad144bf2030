"""How the web is asked: options that become one `Online`."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from observability.adapters.web import Limits
from observability.auditing import Online
from observability.exceptions import UsageError
from observability.model.durations import Duration

_OPTIONS = (
    click.option("--online", is_flag=True, help="Ask the web for the pages of it that alerts link to."),
    click.option(
        "--cache",
        type=click.Path(dir_okay=False, path_type=Path),
        help="With --online: keep what was found in this file, and do not ask again for pages that were there.",
    ),
    click.option("--cache-for", metavar="TIME", default="7d", show_default=True, help="For at most so long."),
    click.option(
        "--offline-from",
        type=click.Path(dir_okay=False, exists=True, path_type=Path),
        help="Ask nobody; judge links into the web by this cache, however old.",
    ),
    click.option(
        "--allow", multiple=True, metavar="HOST", help="A host of your own network that may be asked; repeatable."
    ),
    click.option("--at-once", type=click.IntRange(1, 80), default=32, show_default=True, help="Requests at once."),
    click.option("--per-host", type=click.IntRange(1, 80), default=4, show_default=True, help="Of these, to one host."),
    click.option(
        "--timeout", type=click.FloatRange(0.1, 600), default=20, show_default=True, help="Seconds for one page in all."
    ),
    click.option("--proxies", is_flag=True, help="Use the proxies that the environment names."),
)


def web_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command these options; it gets `online`, which is None where the web is not to be asked."""

    @wraps(command)
    def with_online(**given: Any) -> int:
        mine = {name: given.pop(name) for name in _NAMES}
        return command(**given, online=_online(**mine))

    for option in reversed(_OPTIONS):
        with_online = option(with_online)
    return with_online


_NAMES = ("online", "cache", "cache_for", "offline_from", "allow", "at_once", "per_host", "timeout", "proxies")


def _online(
    online: bool, cache: Path | None, cache_for: str, offline_from: Path | None, allow: tuple[str, ...], **numbers: Any
) -> Online | None:
    if offline_from:
        if online or cache:
            raise UsageError("--offline-from asks nobody: it stands without --online and --cache")
        return Online(asks=False, cache=offline_from)
    if not online:
        if cache or allow:
            raise UsageError("--cache and --allow are for --online")
        return None
    return Online(cache=cache, seconds=_seconds(cache_for), limits=_limits(allow, **numbers))


def _limits(allow: tuple[str, ...], at_once: int, per_host: int, timeout: float, proxies: bool) -> Limits:
    allowed = frozenset(host.lower().strip("[]") for host in allow)
    return Limits(at_once=at_once, a_host=per_host, seconds=timeout, allowed=allowed, proxies=proxies)


def _seconds(text: str) -> float:
    try:
        return float(Duration.parse(text).seconds)
    except ValueError as error:
        raise UsageError(f"--cache-for: {error}") from None
