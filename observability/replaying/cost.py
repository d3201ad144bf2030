"""What a server will read for a replay, estimated before it is asked."""

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from observability.adapters.prometheus import Call, QueryError, Series, query_range
from observability.replay.grid import MOST_POINTS
from observability.replay.leaves import is_shared
from observability.replaying.hearing import Hearing
from observability.replaying.question import Question

# Evaluations of a probe.
_PROBED = 11


@frozen
class Cost:
    """Samples that the server reads for each question. `is_counted`: as it counted; else series times evaluations."""

    each: Mapping[Question, int]
    is_counted: bool = True

    @property
    def samples(self) -> int:
        """All of them."""
        return sum(self.each.values())


def estimate(
    server: Hearing,
    questions: Sequence[Question],
    series: Mapping[Question, int],
    done: Callable[[int], None],
) -> Cost:
    """The cost of all questions; `series` is how many series each reads, for a server that does not count.

    Raises:
        ServerError: the server does not answer as a Prometheus does.
    """
    answers = server.ask_all([call for question in questions for call in _probes(question)], done)
    each, counted = dict[Question, int](), True
    for place, question in enumerate(questions):
        first, many = answers[2 * place : 2 * place + 2]
        if isinstance(first, QueryError) or isinstance(many, QueryError):
            # What is refused in small is refused in large, and told then.
            continue
        if first.samples is None or many.samples is None:
            counted = False
            each[question] = series.get(question, 1) * len(question.grid.times)
        else:
            each[question] = _extrapolated(question, first.samples, many.samples)
    return Cost(each, counted)


def _probes(question: Question) -> tuple[Call[tuple[Series, ...]], Call[tuple[Series, ...]]]:
    """One evaluation, and several: far from one another, unless some of their work is done once for all of them."""
    grid = question.grid
    few = min(_PROBED, len(grid.times))
    step = grid.step if is_shared(question.expr) else max(1, (len(grid.times) - 1) // max(1, few - 1)) * grid.step
    one = query_range(question.expr, grid.end, grid.end, grid.step, count=True)
    return one, query_range(question.expr, grid.end - (few - 1) * step, grid.end, step, count=True)


def _extrapolated(question: Question, one: int, many: int) -> int:
    evaluations = len(question.grid.times)
    few = min(_PROBED, evaluations)
    if not is_shared(question.expr) or few == 1:
        return many * evaluations // few
    requests = -(-evaluations // MOST_POINTS)
    each = max(0, many - one) // (few - 1)
    return requests * max(0, one - each) + each * evaluations
