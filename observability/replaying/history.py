"""Which series a server has, and since when. What is not there cannot have fired, and says nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import evolve, frozen

from observability.adapters.prometheus import Answer, QueryError, query_range, series
from observability.replaying.hearing import Hearing

_LOOKED_AT = 100
_SOON = 3_600_000


@frozen(order=True)
class Span:
    """A selector or an expression, from when to when it is asked for, in milliseconds.

    `reach` is how much of that is before the first evaluation.
    """

    expr: str
    start: int
    end: int
    reach: int = 0


@frozen
class History:
    """Whether there are series at all, from when on as far as is known, and the most of them at once."""

    exists: bool
    first: int | None = None
    most: int = 0


def histories(server: Hearing, spans: Iterable[Span], done: Callable[[int], None]) -> Mapping[Span, History]:
    """The history of each selector.

    Raises:
        ServerError: the server does not answer as a Prometheus does.
    """
    asked = sorted(set(spans))
    there = server.ask_all([series([one.expr], one.start, one.end, limit=1) for one in asked], done)
    found = {one: History(_exists(answer)) for one, answer in zip(asked, there, strict=True)}
    some = [one for one in asked if found[one].exists]
    # What is there for a short while only is missed by looks now and then.
    looked = seen(server, some, lambda n: done(len(asked) + n))
    looked = _closer(server, looked)
    done(2 * len(asked))
    return found | {one: evolve(history, exists=True) for one, history in looked.items()}


def _closer(server: Hearing, looked: Mapping[Span, History]) -> Mapping[Span, History]:
    """The same with beginnings that are known better: between two looks, where there is something at the second."""
    gaps = {
        one: evolve(one, start=history.first - _pace(one), end=history.first)
        for one, history in looked.items()
        if history.first is not None and history.first > one.start
    }
    found = seen(server, list(gaps.values()), lambda _done: None)
    return {
        one: evolve(history, first=_first(history, found.get(gaps.get(one, one)))) for one, history in looked.items()
    }


def _first(history: History, closer: History | None) -> int | None:
    return closer.first if closer and closer.first is not None else history.first


def seen(server: Hearing, spans: Sequence[Span], done: Callable[[int], None]) -> Mapping[Span, History]:
    """When any expression has samples, looked at now and then; it `exists` where there are any.

    Raises:
        ServerError: the server does not answer as a Prometheus does.
    """
    calls = [query_range(f"count({one.expr})", one.start, one.end, _pace(one)) for one in spans]
    answers = server.ask_all(calls, done)
    found: dict[Span, History] = {}
    for one, answer in zip(spans, answers, strict=True):
        if isinstance(answer, QueryError) or not answer.value or not answer.value[0].times:
            found[one] = History(exists=isinstance(answer, QueryError))
            continue
        (counted,) = answer.value
        found[one] = History(True, counted.times[0], int(max(counted.values)))
    return found


def is_late(span: Span, history: History) -> bool:
    """Whether nothing is there yet where the span begins, or soon after in one that reaches far back."""
    return history.first is not None and history.first > span.start + min(span.reach, _SOON) + _pace(span) // _LOOKED_AT


def _pace(span: Span) -> int:
    return max(1000, (span.end - span.start) // _LOOKED_AT)


def _exists(answer: Answer[tuple[Mapping[str, str], ...]] | QueryError) -> bool:
    # What is not told may be there.
    return isinstance(answer, QueryError) or bool(answer.value)
