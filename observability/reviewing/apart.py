"""Series that tell both versions of the alerts apart that changed, by themselves or in what is recorded for them."""

from collections.abc import Iterator, Sequence

from attrs import Factory, evolve, frozen

from observability.findings import Finding, Severity
from observability.model.names import SEVERITY
from observability.model.review import ReviewPolicy
from observability.parallel import Tally, each
from observability.review.chains import Chains
from observability.review.change import Sensitivity, together
from observability.review.changed import Changed
from observability.review.reach import Readers
from observability.review.settle import is_told_apart, settled, settled_reader
from observability.review.version import Version
from observability.review.witness import Search, search
from observability.reviewing.confirm import confirm
from observability.reviewing.request import Request

# Series are looked for in so many alerts, the gravest changes first; it takes about a second for each.
MOST_SEARCHED = 200
# And in so many of these that did not change by themselves: to play all that is recorded takes some seconds.
MOST_READERS = 40
_LEFT = "they were looked for in others that come before it"

# A change, and which of its readers; -1 for the change itself.
_Place = tuple[int, int]


@frozen
class _Question:
    """Two versions of an alert, which way it is said to go, and who asks."""

    old: Version
    new: Version
    wanted: Sensitivity
    woken: bool
    places: list[_Place] = Factory(list)

    @property
    def is_reader(self) -> bool:
        """Whether the alert itself did not change."""
        return self.old.alert is self.new.alert


@frozen
class Apart:
    """The changes with what was found, and what is to be told of alerts that were not looked at."""

    changed: list[Changed]
    findings: tuple[Finding, ...] = ()


def told_apart(
    found: Sequence[Changed], readers: Readers | None, request: Request, policy: ReviewPolicy, progress: Tally
) -> Apart:
    """Look for series, what wakes somebody first, in the order of the files else. `progress` counts alerts.

    Raises:
        MissingToolError: the request's promtool is none.
    """
    looked_at, left = _chosen(sorted(_questions(found, readers, policy), key=lambda one: not one.woken))
    answers = list[Search]()
    for done, one in enumerate(each(_answer, looked_at, request.jobs), 1):
        answers.append(one)
        progress(done, len(looked_at))
    if request.promtool:
        told = [(one.old, one.new, answer.witnesses) for one, answer in zip(looked_at, answers, strict=True)]
        shown = confirm(told, request.promtool)
        answers = [evolve(one, witnesses=kept) for one, kept in zip(answers, shown, strict=True)]
    answers += [Search(reason=_LEFT)] * len(left)
    asked = [*looked_at, *left]
    by_place = {place: answer for one, answer in zip(asked, answers, strict=True) for place in one.places}
    changed = [_with_answers(number, one, by_place) for number, one in enumerate(found)]
    return Apart(changed, tuple(_not_looked_at(len(asked), left)))


def _chosen(asked: Sequence[_Question]) -> tuple[list[_Question], list[_Question]]:
    """Those that are looked at, and those that are not."""
    readers = [one for one in asked if one.is_reader]
    late = {id(one) for one in readers[MOST_READERS:]}
    early = [one for one in asked if id(one) not in late][:MOST_SEARCHED]
    chosen = set(map(id, early))
    return early, [one for one in asked if id(one) not in chosen]


def _answer(question: _Question) -> Search:
    return search(question.old, question.new, question.wanted)


def _questions(found: Sequence[Changed], readers: Readers | None, policy: ReviewPolicy) -> Iterator[_Question]:
    for number, one in enumerate(found):
        if is_told_apart(one) and one.old and one.old.alert and one.new and one.new.alert:
            versions = Version(one.old.alert), Version(one.new.alert)
            yield _Question(*versions, one.sensitivity, one.severity in policy.critical, [(number, -1)])
    if readers is not None:
        yield from _of_readers(found, readers, policy)


def _of_readers(found: Sequence[Changed], readers: Readers, policy: ReviewPolicy) -> Iterator[_Question]:
    """Alerts that did not change, each once, with what is recorded for them before and after."""
    changed = {id(one.new.rule) for one in found if one.new and one.is_alert}
    sides = _sides(found, readers)
    asked = dict[int, _Question]()
    for number, one in enumerate(found):
        for which, reached in enumerate(one.reached):
            placed = reached.rule
            if placed is None or placed.alert is None or reached.dangling or id(placed.rule) in changed:
                continue
            if (key := id(placed.rule)) not in asked:
                old, new = (side.under(placed, placed.alert) for side in sides)
                woken = placed.rule.labels.get(SEVERITY) in policy.critical
                asked[key] = _Question(old, new, reached.sensitivity, woken)
            asked[key].places.append((number, which))
    yield from asked.values()


def _sides(found: Sequence[Changed], readers: Readers) -> tuple[Chains, Chains]:
    """What is recorded before and after."""
    recordings = [one for one in found if not one.is_alert]
    after = [placed for of_name in readers.recordings.values() for placed in of_name]
    known = {id(placed.rule) for placed in after}
    after += [one.new for one in recordings if one.new and id(one.new.rule) not in known]
    fresh = {id(one.new.rule) for one in recordings if one.new}
    kept = [placed for placed in after if id(placed.rule) not in fresh]
    return Chains.of([*kept, *(one.old for one in recordings if one.old)]), Chains.of(after)


def _with_answers(number: int, changed: Changed, answers: "dict[_Place, Search]") -> Changed:
    if own := answers.get((number, -1)):
        changed = evolve(changed, witnesses=own.witnesses, unwitnessed=own.reason)
    if changed.is_alert or not changed.reached:
        return settled(changed)
    reached = tuple(
        settled_reader(one, answer) if (answer := answers.get((number, which))) else one
        for which, one in enumerate(changed.reached)
    )
    telling = together(one.sensitivity for one in reached if one.is_alert)
    return evolve(changed, reached=reached, sensitivity=telling)


def _not_looked_at(asked: int, left: Sequence[_Question]) -> Iterator[Finding]:
    if left:
        message = (
            f"series that tell old and new apart were looked for in {asked - len(left)} of {asked} alerts, those that"
            f" wake somebody first; of {len(left)} others, from this one on, only the direction is told"
        )
        hint = "compare fewer files at once to see them"
        yield Finding("not-searched", message, left[0].new.alert.origin, Severity.INFO, hint=hint)
