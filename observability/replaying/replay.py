"""The replay itself: plan, estimate, ask, and let the state machine run."""

from collections.abc import Callable, Mapping, Sequence

from observability.adapters.progress import Progress
from observability.adapters.prometheus import Prometheus, QueryError, ServerError, evaluation_interval, query
from observability.exceptions import UsageError
from observability.model.durations import Duration
from observability.replaying.cost import Cost, estimate
from observability.replaying.fetch import fetch, parts
from observability.replaying.hearing import Hearing
from observability.replaying.history import History, Span, histories, is_late
from observability.replaying.plan import Asked, Plan, all_asked, merged
from observability.replaying.question import Question
from observability.replaying.replayed import Replay
from observability.replaying.request import Request
from observability.replaying.telling import tell

# What Prometheus does where its configuration says nothing.
_DEFAULT = Duration(60_000)
# Alerts that are named where all of them are too dear.
_NAMED = 3


def replay(request: Request, server: Prometheus, progress: Progress) -> Replay:
    """Replay the alerts of both sides over the server's history.

    Raises:
        ServerError: the server does not answer as a Prometheus does.
        UsageError: more samples would be read than are allowed.
    """
    # Whoever cannot answer this answers nothing else.
    server.ask(query("1", request.until))
    interval, notes = _interval(request, server)
    hearing = Hearing(server)
    plan = Plan.of(request, interval)
    planned = plan.planned(_without_history(plan, hearing, progress))
    asked = all_asked(planned)
    known = _known(asked, hearing, progress)
    same = merged(asked)
    wanted = list(dict.fromkeys(same.values()))
    cost = _affordable(request, asked, wanted, known, hearing, progress)
    fetched = fetch(hearing, wanted, _bar(progress, "Asking", len(parts(wanted))))
    answers = {one: fetched[other] for one, other in same.items()}
    alerts = tell(planned, answers, known, hearing, progress)
    if not cost.is_counted:
        notes.append("the server does not count what it reads; the estimate is of series times evaluations")
    notes += hearing.notes
    return Replay(hearing.url, request.since, request.until, alerts, plan.unchanged, cost.samples, tuple(notes))


def _interval(request: Request, server: Prometheus) -> tuple[Duration, list[str]]:
    if request.interval:
        return request.interval, []
    try:
        return Duration.parse(server.ask(evaluation_interval()).value), []
    except (QueryError, ServerError, ValueError):
        note = f"the server does not tell how often it evaluates: {_DEFAULT} is assumed for groups without an interval"
        return _DEFAULT, [note]


def _without_history(plan: Plan, server: Hearing, progress: Progress) -> frozenset[str]:
    """Recordings of both sides that are not there, or not from the beginning."""
    spans = {name: Span(name, plan.request.since, plan.request.until) for name in sorted(plan.recordings())}
    found = histories(server, spans.values(), _bar(progress, "Looking for recorded series", 2 * len(spans)))
    return frozenset(n for n, span in spans.items() if not found[span].exists or is_late(span, found[span]))


def _known(asked: Sequence[Asked], server: Hearing, progress: Progress) -> Mapping[Span, History]:
    spans = {span for one in asked for span in one.spans.values()}
    return histories(server, spans, _bar(progress, "Looking for history", 2 * len(spans)))


def _affordable(
    request: Request,
    asked: Sequence[Asked],
    wanted: Sequence[Question],
    known: Mapping[Span, History],
    server: Hearing,
    progress: Progress,
) -> Cost:
    series = {one.question: sum(known[span].most for span in one.spans.values()) for one in asked}
    cost = estimate(server, wanted, series, _bar(progress, "Estimating", 2 * len(wanted)))
    if cost.samples > request.most_samples:
        raise UsageError(_too_dear(cost, request.most_samples))
    return cost


def _too_dear(cost: Cost, most: int) -> str:
    dearest = sorted(cost.each.items(), key=lambda pair: -pair[1])[:_NAMED]
    lines = [f"  {samples:>16,}  {_short(question.expr)}" for question, samples in dearest]
    return "\n".join(
        [
            f"the server would read about {cost.samples:,} samples, and {most:,} are allowed; most of them for",
            *lines,
            "replay less (--since, --alert), or allow more (--max-samples)",
        ]
    )


def _short(expr: str, most: int = 90) -> str:
    line = " ".join(expr.split())
    return line if len(line) <= most else f"{line[:most]}..."


def _bar(progress: Progress, step: str, total: int) -> Callable[[int], None]:
    return lambda done: progress(step, done, total)
