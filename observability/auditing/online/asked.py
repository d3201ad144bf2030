"""The verdicts on the links of a library: from the cache, from the web, into the cache."""

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from urllib.parse import urldefrag

from attrs import Factory, frozen

from observability import workspace
from observability.adapters.web import Journey, Limits, Means, ask
from observability.auditing.online.judge import judge
from observability.auditing.online.remembered import Remembered, dump_cache, read_cache
from observability.runbooks.library import Link
from observability.runbooks.targets import InWeb
from observability.runbooks.verdict import Outcome, Verdict

_UNASKED = Verdict(Outcome.UNKNOWN, "the cache knows nothing of it")


@frozen
class Online:
    """How the web is asked. `asks` is False where the `cache` alone is to tell; `seconds` is how long it holds."""

    asks: bool = True
    cache: Path | None = None
    seconds: float = 7 * 86_400
    limits: Limits = Factory(Limits)
    means: Means = Factory(Means)
    clock: Callable[[], float] = time.time
    done: Callable[[int, int], None] = lambda _done, _total: None


def verdicts(links: Iterable[Link], online: Online) -> Mapping[str, Verdict]:
    """What became of each link into the web, by its URL without the anchor."""
    wanted = _wanted(links)
    known = read_cache(online.cache) if online.cache else {}
    if not online.asks:
        return {url: known[url].verdict if url in known else _UNASKED for url in wanted}
    now = online.clock()
    stale = [url for url, anchors in wanted.items() if not _serves(known, url, anchors, now, online)]

    merged = dict(known)

    def judged(url: str, journey: Journey) -> Verdict:
        merged[url] = Remembered(judge(journey, wanted[url]), int(now))
        return merged[url].verdict

    try:
        ask(stale, judged, online.limits, online.means, online.done)
    finally:
        # Who is interrupted half-way goes on from there.
        if online.cache:
            workspace.replace(online.cache, dump_cache(merged))
    return {url: merged[url].verdict for url in wanted}


def _serves(known: Mapping[str, Remembered], url: str, anchors: Iterable[str], now: float, online: Online) -> bool:
    return url in known and known[url].serves(url, anchors, now, online.seconds)


def _wanted(links: Iterable[Link]) -> dict[str, list[str]]:
    """The URLs, sorted, with the anchors that links want there."""
    found: dict[str, set[str]] = {}
    for link in links:
        if isinstance(link.target, InWeb):
            url, anchor = urldefrag(link.target.url)
            found.setdefault(url, set()).update({anchor} - {""})
    return {url: sorted(found[url]) for url in sorted(found)}
