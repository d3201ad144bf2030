"""A review in words, for outputs that people read. Nothing here is escaped."""

from collections import Counter
from collections.abc import Iterator

from observability.model.review import Action, Event, Override
from observability.report import number
from observability.review.change import Change, Sensitivity
from observability.review.changed import Changed
from observability.review.reach import Reached
from observability.review.witness import Witness
from observability.reviewing.review import Reviewed

ACTIONS = {Action.FAIL: "fails", Action.NOTE: "asks for a note", Action.INFORM: "informs"}
# A reader of a review looks at so many readers of a recording, and is told of the rest.
_READERS = 10


def headline(reviewed: Reviewed) -> str:
    """The whole of it in a sentence."""
    alerts = [one for one in reviewed.changed if one.is_alert]
    recordings = len(reviewed.changed) - len(alerts)
    counted = [
        *([number("alert", len(alerts))] if alerts else []),
        *([number("recording", recordings)] if recordings else []),
    ]
    if not counted:
        return f"No rule changed between {reviewed.old} and {reviewed.new}."
    by = Counter(one.sensitivity for one in alerts)
    parts = ", ".join(f"{by[one]} {one.words}" for one in Sensitivity if by[one])
    changed = f"{' and '.join(counted)} changed between {reviewed.old} and {reviewed.new}"
    return f"{changed}{': ' if parts else ''}{parts}."


def conclusion(reviewed: Reviewed) -> str:
    """What the policy says."""
    by = Counter(one.verdict.action for one in reviewed.changed)
    said = [f"{by[action]} {_plural(action, by[action])}" for action in (Action.FAIL, Action.NOTE) if by[action]]
    return f"Policy: {', '.join(said) if said else 'nothing that matters'}."


def title(changed: Changed) -> str:
    """Which rule, whose, how grave, where."""
    about = [changed.severity, changed.owner, *changed.environments] if changed.is_alert else list(changed.environments)
    told = ", ".join(filter(None, about))
    kind = "" if changed.is_alert else "recording "
    return f"{kind}{changed.name}" + (f" ({told})" if told else "")


def weighed(changed: Changed) -> str:
    """How sensitive it has become; empty for a recording that wakes nobody, whatever panels make of it."""
    wakes = changed.is_alert or any(one.is_alert for one in changed.reached)
    return changed.sensitivity.words if wakes else ""


def told_change(change: Change) -> str:
    """What changed, and what that does."""
    return f"{change.kind}: {change.reason}"


def told_witness(witness: Witness) -> str:
    """Series for which both differ, and who says so."""
    return (
        f"{witness.words} ({'seen with promtool' if witness.confirmed else 'not confirmed, as no promtool is there'})"
    )


def is_told_whole(change: Change) -> bool:
    """Whether the reason has all that is written before and after."""
    return change.before in change.reason and change.after in change.reason


def not_told_apart(changed: Changed) -> str:
    """Why no series are shown for which both differ; empty where there are some, or should be none."""
    return changed.unwitnessed if changed.sensitivity is not Sensitivity.EQUALLY else ""


def readers(changed: Changed) -> Iterator[str]:
    """Who reads a recording that changed."""
    for reached in changed.reached[:_READERS]:
        yield _reader(reached)
        yield from (f"{reached.name} differs: {told_witness(witness)}" for witness in reached.witnesses)
        if reached.unwitnessed and reached.sensitivity is not Sensitivity.EQUALLY:
            yield f"no series were found that tell {reached.name} apart: {reached.unwitnessed}"
    if len(changed.reached) > _READERS:
        yield f"and {len(changed.reached) - _READERS} more"


def policy_lines(changed: Changed, reviewed: Reviewed) -> Iterator[str]:
    """Why it fails or asks for a note, and what allows it."""
    for event, action in actions_of(changed, reviewed):
        if action is not Action.INFORM:
            yield f"{event} {'is allowed' if event in changed.verdict.allowed else ACTIONS[action]}"
    yield from (f"allowed {_override(one)}" for one in changed.verdict.overrides)
    yield from (f"was allowed {_override(one)}, which is over" for one in changed.verdict.expired)


def actions_of(changed: Changed, reviewed: Reviewed) -> list[tuple[Event, Action]]:
    """The events of a change, each with what the policy makes of it."""
    return [(event, reviewed.policy.actions.get(event, Action.INFORM)) for event in changed.verdict.events]


def _plural(action: Action, count: int) -> str:
    if action is Action.NOTE:
        return "ask for a note" if count > 1 else "asks for a note"
    return "fail" if count > 1 else "fails"


def _override(override: Override) -> str:
    return f"until {override.until.isoformat()}: {override.reason} ({override.origin})"


def _reader(reached: Reached) -> str:
    through = f", through {' and '.join(reached.via[1:])}" if len(reached.via) > 1 else ""
    if reached.dangling:
        return f"{_what(reached)} reads it, and nothing records it any more{through}"
    told = f": {reached.sensitivity.words}" if reached.is_alert else ""
    return f"{_what(reached)} reads it{through}{told}"


def _what(reached: Reached) -> str:
    if reached.panel:
        return f"panel {reached.name}"
    return f"{'alert' if reached.is_alert else 'recording'} {reached.name}"
