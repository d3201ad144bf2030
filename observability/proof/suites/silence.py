"""What must not wake anybody: healthy series, counters that begin anew. What no traffic does, and no series at all."""

from collections.abc import Iterator, Sequence

from attrs import Factory, define

from observability.proof.case import Input
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import NAME, labels_of
from observability.proof.evaluator.labels import BUCKET, value_of
from observability.proof.script import Script, Seen
from observability.proof.shapes import RESTING, Phase, Settings, main_knob, shaped
from observability.proof.staging import Play
from observability.proof.suites.incidents import Part
from observability.proof.suites.stagehand import Stagehand, Watched
from observability.proof.suites.under import native_metrics, under

_EVALUATIONS = 6
_FIRING = 'ALERTS{alertstate="firing"}'


@define(eq=False)
class Silence:
    """The series of all incidents as they are when all is well. `gaps`: what could not be shown, and why."""

    stagehand: Stagehand
    watched: Sequence[Watched]
    parts: Sequence[Part]
    gaps: list[tuple[str, str]] = Factory(list)

    def scripts(self) -> Iterator[Script]:
        """The tests that show what they should."""
        calm = [(part, _calm(part)) for part in self.parts]
        anew = [(part, {**one, "anew": 1.0} if _counts(part) else one) for part, one in calm]
        idle = [(part, {**one, "step": 0.0, "before": 0.0} if _counts(part) else one) for part, one in calm]
        scenes = [("all is well", calm, calm), ("counters begin anew", calm, anew), ("no traffic", idle, idle)]
        for name, first, then in scenes if self.parts else []:
            yield from self._script(name, self._inputs(first, then), silent=name != "no traffic")
        yield from self._script("no series at all", (), silent=False)

    def _inputs(
        self, first: Sequence[tuple[Part, Settings]], then: Sequence[tuple[Part, Settings]]
    ) -> tuple[Input, ...]:
        whole = self._end // self.stagehand.sample + 1
        phases = (whole // 2, whole - whole // 2)
        made = (
            Input(*one)
            for (part, *settings), (_, other) in zip(first, then, strict=True)
            for one in shaped(part.source, [Phase(phases[0], settings[0]), Phase(phases[1], other)], part.pace)
        )
        return tuple(one for one in made if any(segment.first is not None for segment in one.segments))

    @property
    def _end(self) -> int:
        return _EVALUATIONS * self.stagehand.interval

    def _known(self, plays: Sequence[Play]) -> Iterator[Play]:
        """Of alerts that read nothing which tests cannot make; that is always missing, and some alerts tell of that."""
        unknown = native_metrics(self.stagehand.recorded)
        for one, play in zip(self.watched, plays, strict=True):
            beneath = under(one.found, self.stagehand.recorded)
            read = [*one.found, *(occurrence for recorded in beneath for occurrence in recorded.found)]
            if not any(each.native or each.vector.selector.metric in unknown for each in read):
                yield play

    def _script(self, name: str, inputs: tuple[Input, ...], *, silent: bool) -> Iterator[Script]:
        try:
            plays = self.stagehand.plays(self.watched, inputs, self._end)
            seen = [_fired(plays, at) for at in range(self.stagehand.interval, self._end + 1, self.stagehand.interval)]
        except NotDerivableError as error:
            self.gaps.append((name, str(error)))
            return
        known = [play.runs[0][1] for play in self._known(plays)]
        loud = sorted({dict(one.labels)["alertname"] for run in known for firing in run.values() for one in firing})
        if silent and loud:
            self.gaps.append((name, f"{', '.join(loud)} would fire where others have what they need"))
            return
        if silent and any(one.samples for one in seen):
            name = f"{name}, but for native histograms, which are missing"
        # What is silent is so all the time; what fires does it in the end.
        yield Script(name, inputs, self.stagehand.sample, values=tuple(seen if silent else seen[-1:]))


def _calm(part: Part) -> Settings:
    settings = dict(part.under)
    if value_of(part.source.labels, BUCKET) and "step" in settings:
        # All that is observed lies in the lowest bucket, whichever of them an alert needed.
        settings |= {"step": RESTING["step"], "present": RESTING["present"]}
    if "before" in settings:
        settings["before"] = settings[main_knob(part.source)]
    return settings


def _counts(part: Part) -> bool:
    return "step" in part.source.knobs and "level" not in part.source.knobs


def _fired(plays: Sequence[Play], at: int) -> Seen:
    found = []
    for play in plays:
        versions = [sorted(one.labels for one in run[at]) for _, run in play.runs]
        if any(one != versions[0] for one in versions):
            raise NotDerivableError("versions of Prometheus disagree about what fires")
        found += versions[0]
    named = [labels_of({**dict(labels), NAME: "ALERTS", "alertstate": "firing"}) for labels in found]
    return Seen(at, _FIRING, tuple((labels, 1.0) for labels in sorted(named)))
