"""Series that tell an alert from a mutant of it: other labels, other values by chance, those of the mutant's cases."""

from collections.abc import Iterator, Sequence

from attrs import evolve, field, frozen

from observability.model.rule import Alert
from observability.promql.tree import Node
from observability.proof.case import Case, Kind
from observability.proof.derive import derive
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import BOTH, EvaluationError
from observability.proof.mutants.noticing import Bench
from observability.proof.mutants.seldom import for_long, in_crowds
from observability.proof.mutants.trials import Series, Trial, by_chance, relabelled, shown_by
from observability.proof.mutants.witness import Witness, fewest
from observability.proof.orders import whatever_the_order
from observability.proof.series.pace import Pace
from observability.proof.staging import Play
from observability.proof.templates import TemplateError

_FEW, _CHANCES, _EVALUATIONS = 6, 40, 2_000
# Where an alert takes more, the cases of its mutants are not looked for.
_MOST_EVALUATIONS = 60


@frozen(eq=False)
class Telling:
    """An alert, its expression, and the cases that it has."""

    alert: Alert
    tree: Node
    cases: Sequence[Case]
    _common: list[Trial] = field(factory=list, init=False)
    _more: Iterator[Series] = field(init=False)

    @_more.default
    def _made(self) -> Iterator[Series]:
        yield from in_crowds(self._short, self.tree)
        # Fewer where each of them takes long.
        yield from by_chance(self._short, max(_FEW, min(_CHANCES, _EVALUATIONS // self._evaluations)))
        yield from for_long(self._short, self.tree)

    @property
    def _short(self) -> Sequence[Case]:
        """Some of the cases where they take long."""
        return self.cases[: max(_FEW, _EVALUATIONS // self._evaluations)]

    @property
    def _evaluations(self) -> int:
        """How many the first of the cases takes."""
        return max(check.at for check in self.cases[0].checks) // self.cases[0].evaluation + 1

    def case(self, mutant: Alert, tree: Node, name: str) -> Case | None:
        """A case that the alert passes and the mutant does not, called `name`; None if none was found.

        Raises:
            UnsupportedError: a part of the language that we do not know.
        """
        for trial in self._trials(mutant, tree):
            at = trial.parting(mutant, tree)
            case = None if at is None else self._case(trial, at, name)
            if case is not None and Bench.of(case, self.alert, self.tree).notices(mutant, tree):
                return case
        return None

    def witness(self, case: Case, mutant: Alert, tree: Node) -> Witness | None:
        """What tells them apart, of as few of the series of a case as do."""
        made = shown_by(case)
        inputs = fewest(made.inputs, lambda some: self._parting(evolve(made, inputs=some), mutant, tree) is not None)
        trial = self._trial(evolve(made, inputs=inputs))
        at = trial.parting(mutant, tree)
        if at is None:
            return None
        return Witness(inputs, made.sample, at, *trial.does(at, mutant, tree))

    def _parting(self, made: Series, mutant: Alert, tree: Node) -> int | None:
        return self._trial(made).parting(mutant, tree)

    def _trials(self, mutant: Alert, tree: Node) -> Iterator[Trial]:
        for made in relabelled(self._short, self.tree, tree):
            yield self._trial(made)
        # These are the same for all mutants, and remember what the alert does over them.
        yield from self._common
        for made in self._more:
            self._common.append(self._trial(made))
            yield self._common[-1]
        # These take longest to find.
        if tree is not self.tree and self._evaluations <= _MOST_EVALUATIONS:
            for case in derive(mutant).cases:
                yield self._trial(shown_by(case))

    def _trial(self, made: Series) -> Trial:
        return Trial.of(self.alert, self.tree, made, self.cases[0].evaluation)

    def _case(self, trial: Trial, at: int, name: str) -> Case | None:
        made = trial.series
        try:
            pace = Pace(self.cases[0].evaluation, made.sample, 0)
            play = Play.of(map(trial.simulation, BOTH), made.inputs, pace, at)
            found = play.case(name, Kind.FIRES if play.fires(at) else Kind.SILENT, [at])
        except (NotDerivableError, EvaluationError, TemplateError):
            return None
        return found if whatever_the_order(trial.own.storage, self.tree, self._before(at), pace.evaluation) else None

    def _before(self, at: int) -> range:
        """The evaluations that decide what fires at a time."""
        kept, step = self.alert.keep_firing_for, self.cases[0].evaluation
        waits = self.alert.duration.milliseconds + (kept.milliseconds if kept else 0)
        return range(at, max(at - waits - 2 * step, -1), -step)
