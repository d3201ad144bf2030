"""Verdicts on disk, so that a nightly audit asks for little, and one without a network can tell."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson
from attrs import asdict, frozen

from observability import workspace
from observability.runbooks.verdict import Outcome, Verdict

_VERSION = 1


@frozen
class Remembered:
    """A verdict, and when it was found, in seconds since 1970."""

    verdict: Verdict
    at: int

    def serves(self, url: str, anchors: Iterable[str], now: float, seconds: float) -> bool:
        """Whether it need not be asked again. Only what is ok: the rest may have been mended since.

        It holds for between half of the time and all of it, by the address, so that a cache does not run out at once.
        """
        share = 0.5 + hashlib.blake2b(url.encode(), digest_size=1).digest()[0] / 512
        fresh = 0 <= now - self.at < seconds * share
        return fresh and self.verdict.outcome is Outcome.OK and self.verdict.anchors.keys() >= set(anchors)


def read_cache(path: Path) -> dict[str, Remembered]:
    """What a cache holds; nothing where it is not there, or is none of ours: it is only a cache."""
    content = workspace.read_if_there(path)
    try:
        match orjson.loads(content) if content else None:
            case {"version": version, "verdicts": dict(verdicts)} if version == _VERSION:
                return {url: _read(one) for url, one in verdicts.items()}
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        pass
    return {}


def dump_cache(verdicts: Mapping[str, Remembered]) -> bytes:
    """The file."""
    found = {url: {"at": one.at, **asdict(one.verdict)} for url, one in sorted(verdicts.items())}
    return orjson.dumps({"version": _VERSION, "verdicts": found}, option=orjson.OPT_APPEND_NEWLINE)


def _read(one: Mapping[str, Any]) -> Remembered:
    hops = tuple((str(url), int(status)) for url, status in one["hops"])
    anchors = {str(anchor): None if has is None else bool(has) for anchor, has in one["anchors"].items()}
    verdict = Verdict(Outcome(one["outcome"]), str(one["reason"]), hops, str(one["moved"]), anchors)
    return Remembered(verdict, int(one["at"]))
