"""Whoever silences a tool says why, beside it."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_IGNORE = re.compile(r"# (?:noqa: [A-Z]+\d+|type: ignore\[[a-z-]+(?:, [a-z-]+)*\])(?P<why>.*)")
_REASON = re.compile(r"\s*(?:-|#)\s+\S.*")


def without_reasons() -> Iterator[str]:
    for path in (path for folder in ("observability", "tools", "benchmarks") for path in (ROOT / folder).rglob("*.py")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if ("noqa" in line or "type: ignore" in line) and not reasoned(line):
                yield f"{path.relative_to(ROOT)}:{number}"


def reasoned(line: str) -> bool:
    found = _IGNORE.search(line)
    return found is not None and _REASON.fullmatch(found["why"]) is not None


def test_every_ignore_has_its_reason_beside_it() -> None:
    assert list(without_reasons()) == []


def test_an_ignore_names_what_it_ignores() -> None:
    assert not reasoned("x = f()  # noqa")
    assert not reasoned("x = f()  # type: ignore - theirs")
    assert not reasoned("x = f()  # noqa: S311")
    assert reasoned("x = f()  # noqa: S311 - no secret")
    assert reasoned("x = f()  # type: ignore[index]  # it is a map")
