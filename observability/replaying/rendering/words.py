"""What is said of a replay, the same in every format for people."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from attrs import evolve

from observability.model.durations import Duration
from observability.model.names import SEVERITY
from observability.promql import text_of, tree_of
from observability.promql.tree import Call, Vector, every
from observability.replay.compare import Change, Kind
from observability.replay.links import graph
from observability.replay.outcome import Episode, Labels
from observability.replaying.replayed import Replay, Replayed, Side
from observability.report import number

_MINUTE, _SECOND = 60_000, 1000
_NAMED = 5
_ABSENCES = frozenset({"absent", "absent_over_time"})


def moment(milliseconds: int) -> str:
    """A time in UTC, as exact as it needs to be."""
    text = f"{datetime.fromtimestamp(milliseconds // _SECOND, UTC):%Y-%m-%d %H:%M:%S}"
    rest = milliseconds % _SECOND
    if rest:
        return f"{text}.{rest:03}"
    return text if milliseconds % _MINUTE else text[:-3]


def stretch(start: int, end: int) -> str:
    """From when to when, the day once."""
    first, last = moment(start), moment(end)
    return f"{first} - {last[11:] if first[:10] == last[:10] else last}"


def span(milliseconds: int) -> str:
    """`1h30m`."""
    return str(Duration(milliseconds))


def place(one: Replayed) -> str:
    """Where the alert stands, and how grave it is: several may have one name."""
    there = one.new or one.old
    if there is None:
        return ""
    origin, severity = there.alert.origin, there.alert.labels.get(SEVERITY, "")
    return ", ".join(filter(None, (f"{origin.file}:{origin.line}" if origin.line else origin.file, severity)))


def figures(side: Side | None) -> str:
    """`3 firings, 42m`; why there are none; that the alert is not there."""
    if side is None:
        return "is not there"
    if side.outcome is None:
        return _unknown(side)
    failed = f"; {number('evaluation', side.outcome.failed)} failed: two alerts had the same labels"
    long = f", {span(side.outcome.milliseconds)}" if side.outcome.firings else ""
    told = f"{number('firing', side.outcome.firings)}{long}"
    return f"{told}{failed if side.outcome.failed else ''}"


def _unknown(side: Side) -> str:
    return f"{side.reason}: {absences(side)}" if side.absent and side.reason == "no history" else side.reason


def absences(side: Side) -> str:
    """Which series are not there."""
    told = [f"{one.selector}{' (others of this name are)' if one.others else ''}" for one in side.absent]
    return f"there is no {', no '.join(told)}"


def absences_before(side: Side) -> list[str]:
    """Selectors whose absence an alert looks for, and whose history begins within the time."""
    try:
        nodes = list(every(tree_of(side.expr)))
    except ValueError:
        return []
    looked_for = [node for node in nodes if isinstance(node, Call) and node.function in _ABSENCES]
    vectors = (node for call in looked_for for node in every(call) if isinstance(node, Vector))
    texts = {text_of(evolve(vector, offset=0, at="")) for vector in vectors}
    return sorted(texts & side.partial.keys())


def remarks(one: Replayed) -> Iterator[str]:
    """What must be known to believe the figures; once where both sides say the same."""
    sides = {name: list(_remarks(side)) for name, side in (("old", one.old), ("new", one.new)) if side}
    for name, told in sides.items():
        for remark in told:
            if all(remark in others for others in sides.values()):
                if name == next(iter(sides)):
                    yield remark
            else:
                yield f"{name}: {remark}"


def _remarks(side: Side) -> Iterator[str]:
    if side.outcome is None:
        return
    if side.absent:
        yield absences(side)
    for selector, first in sorted(side.partial.items()):
        yield f"the history of {selector} begins about {moment(first // _MINUTE * _MINUTE)}"
    for selector in absences_before(side):
        yield f"before that, the absence of {selector} cannot be told from its history's: it counts as absent"
    if side.outcome.over:
        told = number("evaluation", side.outcome.over)
        yield f"{told} had more results than its group's limit of {side.limit}: by then all of its alerts are gone"
    if side.query_offset and side.query_offset.milliseconds:
        yield f"its group has a query_offset of {side.query_offset}: people are told so much later than it says here"
    if side.written_out:
        yield f"evaluated from raw series, as it differs or has no history: {_some(side.written_out)}"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def episodes(change: Change) -> str:
    """From when to when, and for how long; before and after where there are both."""
    sides = [_side(side) for side in (change.old, change.new) if side]
    return " -> ".join(dict.fromkeys(sides))


def _side(side: tuple[Episode, ...]) -> str:
    total = sum(episode.milliseconds for episode in side)
    many = f"{len(side)} times, " if len(side) > 1 else ""
    cut = ", and before or after" if any(episode.is_cut for episode in side) else ""
    return f"{stretch(side[0].start, max(episode.end for episode in side))} ({many}{span(total)}{cut})"


def labels_text(labels: Labels) -> str:
    """As PromQL has them."""
    return "{" + ", ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in labels) + "}"


def link(replay: Replay, one: Replayed, change: Change) -> str:
    """To the server's graph of what the alert looks at, at that time."""
    side = one.new if change.new and one.new else one.old or one.new
    end = max(episode.end for episode in (*change.old, *change.new))
    return graph(replay.server, side.expr if side else "", change.start, end)


def shown(one: Replayed) -> list[Change]:
    """The changes that are one."""
    return [change for change in one.changes if change.kind is not Kind.SAME]


def headline(replay: Replay) -> str:
    """What was replayed."""
    unchanged = f"; {number('other', replay.unchanged)} cannot fire differently" if replay.unchanged else ""
    return f"{number('alert', len(replay.alerts))} from {stretch(replay.since, replay.until)} UTC{unchanged}"


def summary(replay: Replay) -> str:
    """What came of it, in one line."""
    differ = sum(one.differs for one in replay.alerts)
    unknown = sum(not one.is_known for one in replay.alerts)
    same = len(replay.alerts) - differ - unknown
    counts = ((differ, "differently"), (same, "as before"), (unknown, "not known"))
    told = ", ".join(f"{count} {how}" for count, how in counts if count) or "nothing to replay"
    return f"{told}{_totals(replay)}; about {replay.samples:,} samples read"


def _totals(replay: Replay) -> str:
    """All that can be compared, together."""
    known = [one for one in replay.alerts if one.is_known]
    if not known:
        return ""
    old = [one.old.outcome for one in known if one.old and one.old.outcome]
    new = [one.new.outcome for one in known if one.new and one.new.outcome]
    before, after = (sum(outcome.firings for outcome in side) for side in (old, new))
    if not before and not after:
        return ""
    was, will = (span(sum(outcome.milliseconds for outcome in side)) for side in (old, new))
    return f"; {before} -> {number('firing', after)}, {was} -> {will} in all"
