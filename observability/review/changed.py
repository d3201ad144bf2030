"""A rule that changed, with all that is to be told of it."""

from attrs import frozen

from observability.findings import Location
from observability.model.names import OWNER, SEVERITY
from observability.model.review import Action, Event, Override
from observability.review.change import Change, Sensitivity
from observability.review.effect import NOTHING, Effect
from observability.review.reach import Reached
from observability.review.ruleset import Placed
from observability.review.witness import Witness


@frozen
class Verdict:
    """What comes of a change by the policy: the gravest action of its `events`, but of those that are overridden."""

    action: Action = Action.INFORM
    events: tuple[Event, ...] = ()
    overrides: tuple[Override, ...] = ()
    expired: tuple[Override, ...] = ()

    @property
    def allowed(self) -> frozenset[Event]:
        """What the overrides take back; there may be events among them that did not happen."""
        return frozenset(event for override in self.overrides for event in override.events)


@frozen
class Changed:
    """A rule before and after, None where it is not there, and what changed of it.

    `environments` are those in which just this changed, empty where there is only one. `effect` is what becomes of the
    samples of a recording, `reached` who reads it. `witnesses` are series for which old and new differ.
    """

    old: Placed | None
    new: Placed | None
    changes: tuple[Change, ...]
    sensitivity: Sensitivity
    effect: Effect = NOTHING
    environments: tuple[str, ...] = ()
    reached: tuple[Reached, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    unwitnessed: str = ""
    verdict: Verdict = Verdict()

    @property
    def placed(self) -> Placed:
        """The rule as it is now, or as it was where it is gone."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change without a rule")
        return found

    @property
    def gone(self) -> Placed | None:
        """The old rule where no series of its name and its labels are made any more: it is removed, or makes others."""
        return self.old if self.old and (self.new is None or self.new.series != self.old.series) else None

    @property
    def name(self) -> str:
        """What it is called now, or was."""
        return self.placed.name

    @property
    def is_alert(self) -> bool:
        """Whether it is an alert."""
        return self.placed.is_alert

    @property
    def severity(self) -> str:
        """The severity it had: who loses something by the change; of a new alert, the one that it has."""
        return (self.old or self.placed).rule.labels.get(SEVERITY, "")

    @property
    def owner(self) -> str:
        """Whose it is now, or was."""
        labels = self.placed.rule.labels
        return labels.get(OWNER) or labels.get("team", "")

    @property
    def location(self) -> Location:
        """Where it stands now, or stood."""
        return self.placed.rule.origin
