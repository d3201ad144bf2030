"""From an alert to its scene, from conditions to their boundaries, from drafts to cases."""

from collections.abc import Iterator, Sequence

from observability.model.rule import Alert
from observability.promql.tree import Node
from observability.proof.boundaries.boundary import Boundary, boundary
from observability.proof.boundaries.conditions import Requirement, ways
from observability.proof.boundaries.scene import Scene
from observability.proof.boundaries.solving import solve
from observability.proof.case import Case
from observability.proof.cases import CaseKind, Draft
from observability.proof.errors import NotDerivableError
from observability.proof.series.beyond import beyond
from observability.proof.series.labelnames import asked_by
from observability.proof.series.occurrences import Occurrence
from observability.proof.series.pace import Pace
from observability.proof.series.sources import LAYOUTS, sources
from observability.proof.staging import Stage


def scene_of(alert: Alert, tree: Node, found: Sequence[Occurrence], at: Iterator[Pace]) -> Scene:
    """The first scene, of these paces and of all layouts, in which it fires.

    Raises:
        NotDerivableError: there is none.
        UnsupportedError: a part of the language that we do not know.
    """
    asked = asked_by(alert)
    laid_out = [sources(tree, found, asked, layout) for layout in LAYOUTS]
    # Each pace only once the one before does not do: of the last there may be none.
    for pace, series in ((pace, series) for pace in at for series in dict.fromkeys(laid_out)):
        end = pace.start + alert.duration.milliseconds + pace.evaluation
        scene = Scene(tree, found, series, pace, end)
        if any(solve(scene, (*way, Requirement(tree, True)), scene.resting) for way in ways(tree, True)):
            return scene
    raise NotDerivableError(f"no series were found for which it fires{beyond(found, alert.duration.milliseconds)}")


def spans_of(alert: Alert) -> list[int]:
    """For how long it waits, and for how long it goes on to fire, in milliseconds."""
    return [alert.duration.milliseconds, alert.keep_firing_for.milliseconds if alert.keep_firing_for else 0]


def boundaries_of(scene: Scene, asked: Sequence[Node]) -> tuple[list[Boundary], list[Node]]:
    """The boundaries of these conditions, and those of which none was found."""
    found = [(condition, boundary(scene, condition)) for condition in asked]
    return [one for _, one in found if one], [condition for condition, one in found if one is None]


def cases_of(
    stage: Stage, boundaries: Sequence[Boundary], kinds: Sequence[CaseKind], gaps: list[str], names: set[str]
) -> Iterator[Case]:
    """The cases of these kinds that the series show. `gaps` gets what is needed and not shown, `names` all names."""
    for kind in kinds:
        for draft in kind.drafts(stage, boundaries):
            try:
                case = _case(stage, draft, names)
            except NotDerivableError as error:
                case, reason = None, str(error)
            else:
                reason = "the series that were found do not show it"
            if case is not None:
                yield case
            elif draft.needed:
                gaps.append(f"{draft.name}: {reason}")


def _case(stage: Stage, draft: Draft, names: set[str]) -> Case | None:
    play = stage.play(draft.inputs, draft.end)
    seen = draft.look(play)
    if seen is None:
        return None
    kind, times = seen
    number = sum(name == draft.name or name.startswith(f"{draft.name} (") for name in names) + 1
    name = draft.name if number == 1 else f"{draft.name} ({number})"
    names.add(name)
    return play.case(name, kind, times)
