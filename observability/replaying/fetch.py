"""Expressions over history, in as few requests as the server's limits allow."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from operator import le

from attrs import Factory, define

from observability.adapters.prometheus import QueryError, Series, TooLargeError, query_range
from observability.replay.grid import chunks, halves
from observability.replay.outcome import Labels, Presence
from observability.replaying.hearing import Hearing
from observability.replaying.question import Question, Refused

# A server that cannot do this many evaluations at once cannot do the expression.
_FEWEST = 16
# Expressions whose answers are held as they came, before the next are asked for.
_AT_ONCE = 200

Part = tuple[Question, range]
Found = dict[Question, Sequence[Presence] | Refused]


def parts(questions: Iterable[Question]) -> list[Part]:
    """The requests that answer the questions."""
    return [(question, times) for question in questions for times in chunks(question.grid.times)]


def fetch(server: Hearing, questions: Sequence[Question], done: Callable[[int], None]) -> Found:
    """The series of each expression; `done` is told how many of the `parts` are answered.

    Raises:
        ServerError: the server does not answer as a Prometheus does.
    """
    found, finished = Found(), 0
    for first in range(0, len(questions), _AT_ONCE):
        asked = questions[first : first + _AT_ONCE]
        collected = _Collected()
        waiting = parts(asked)
        count = len(waiting)
        tell = _within(done, finished, count)
        while waiting:
            waiting = _ask(server, waiting, collected, tell)
        finished += count
        found |= {question: collected.of(question) for question in asked}
    return found


def _within(done: Callable[[int], None], before: int, most: int) -> Callable[[int], None]:
    """Tells of a part of the work as of the whole; what is asked twice is not told twice."""
    return lambda answered: done(before + min(answered, most))


@define
class _Samples:
    times: "array[int]" = Factory(lambda: array("q"))
    values: "array[float]" = Factory(lambda: array("d"))

    def presence(self, labels: Labels) -> Presence:
        """In the order of time: parts come in any."""
        if all(map(le, self.times, islice(self.times, 1, None))):
            return Presence(dict(labels), self.times.tolist(), self.values.tolist())
        pairs = sorted(zip(self.times, self.values, strict=True))
        return Presence(dict(labels), [at for at, _ in pairs], [value for _, value in pairs])


@define
class _Collected:
    """Samples of series as they come in, in parts."""

    series: dict[Question, dict[Labels, _Samples]] = Factory(dict)
    refused: dict[Question, Refused] = Factory(dict)

    def add(self, question: Question, answer: Iterable[Series]) -> None:
        found = self.series.setdefault(question, {})
        for one in answer:
            samples = found.setdefault(tuple(one.labels.items()), _Samples())
            samples.times.extend(one.times)
            samples.values.extend(one.values)

    def of(self, question: Question) -> Sequence[Presence] | Refused:
        if question in self.refused:
            return self.refused[question]
        return [samples.presence(labels) for labels, samples in self.series.get(question, {}).items()]


def _ask(server: Hearing, waiting: Sequence[Part], collected: _Collected, done: Callable[[int], None]) -> list[Part]:
    """Ask, and return what must be asked again in smaller parts."""
    again: list[Part] = []
    calls = (query_range(q.expr, times[0], times[-1], q.grid.step) for q, times in waiting)
    for (question, times), answer in zip(waiting, server.ask_all(calls, done), strict=True):
        if isinstance(answer, TooLargeError) and len(times) > _FEWEST:
            again += [(question, half) for half in halves(times)]
        elif isinstance(answer, QueryError):
            collected.refused[question] = Refused(f"the server refuses it: {answer.reason}")
        else:
            collected.add(question, answer.value)
    return [(question, times) for question, times in again if question not in collected.refused]
