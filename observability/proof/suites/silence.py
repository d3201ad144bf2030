"""What must not wake anybody: healthy series, counters that begin anew. What no traffic does, and no series at all.

All of it is one test, scene after scene: promtool reads all rules again for each test.
"""

from collections.abc import Collection, Iterator, Sequence

from attrs import Factory, define, evolve, frozen

from observability.proof.case import Input
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import NAME, labels_of
from observability.proof.evaluator.labels import BUCKET, value_of
from observability.proof.script import Script, Seen
from observability.proof.series.settings import RESTING, Phase, Settings, main_knob
from observability.proof.series.shapes import shaped
from observability.proof.staging import Play, Run
from observability.proof.suites.incidents import Part
from observability.proof.suites.stagehand import Stagehand, Watched

_FIRING = 'ALERTS{alertstate="firing"}'


@frozen
class _Scene:
    """From one evaluation to before another, and those after which it is looked at."""

    name: str
    begins: int
    ends: int
    looks: range
    silent: bool = True


# What fires does it at the second evaluation; what it leaves behind is gone at the one after the next scene's first.
_NOTHING = _Scene("no series at all", 0, 2, range(1, 2), silent=False)
_SCENES = (
    _NOTHING,
    _Scene("all is well", 2, 4, range(3, 4)),
    _Scene("counters begin anew", 4, 6, range(4, 6)),
    _Scene("no traffic", 6, 9, range(8, 9), silent=False),
)


@define(eq=False)
class Silence:
    """The series of all incidents as they are when all is well. `gaps`: what could not be shown, and why.

    `missing` are metrics that are never there, though they should be.
    """

    stagehand: Stagehand
    watched: Sequence[Watched]
    parts: Sequence[Part]
    missing: Collection[str] = ()
    gaps: list[tuple[str, str]] = Factory(list)

    def scripts(self) -> Iterator[Script]:
        """The test that shows what it should."""
        scenes = _SCENES if self.parts else (_NOTHING,)
        inputs = tuple(one for part in self.parts for one in self._inputs(part, scenes))
        end = scenes[-1].looks[-1] * self.stagehand.interval
        try:
            plays = self.stagehand.plays(self.watched, inputs, end)
        except NotDerivableError as error:
            self.gaps += ((scene.name, str(error)) for scene in scenes)
            return
        known = [play.runs[0][1] for play in self._known(plays)]
        values = tuple(seen for scene in scenes for seen in self._seen(scene, plays, known))
        if values:
            name = ", then ".join(dict.fromkeys(seen.case for seen in values))
            yield Script(name, inputs, self.stagehand.sample, values=values)

    def _inputs(self, part: Part, scenes: Sequence[_Scene]) -> Iterator[Input]:
        calm, counts = _calm(part), _counts(part)
        settings = {
            "no series at all": {**calm, "present": 0.0},
            "all is well": calm,
            "counters begin anew": {**calm, "anew": 1.0} if counts else calm,
            "no traffic": {**calm, "step": 0.0, "before": 0.0} if counts else calm,
        }
        each = self.stagehand.interval // self.stagehand.sample
        phases = [Phase((scene.ends - scene.begins) * each, settings[scene.name]) for scene in scenes]
        made = (Input(*one) for one in shaped(part.source, phases, part.pace))
        return (one for one in made if any(segment.first is not None for segment in one.segments))

    def _known(self, plays: Sequence[Play]) -> Iterator[Play]:
        """Of alerts that read nothing that is missing: some tell of that."""
        for one, play in zip(self.watched, plays, strict=True):
            if not any(each.metric in self.missing for each in self.stagehand.read(one)):
                yield play

    def _seen(self, scene: _Scene, plays: Sequence[Play], known: Sequence[Run]) -> Iterator[Seen]:
        name, times = scene.name, [number * self.stagehand.interval for number in scene.looks]
        try:
            seen = [_fired(plays, at) for at in times]
        except NotDerivableError as error:
            self.gaps.append((name, str(error)))
            return
        loud = sorted({dict(one.labels)["alertname"] for run in known for at in times for one in run[at]})
        if scene.silent and loud:
            self.gaps.append((name, f"{', '.join(loud)} would fire where others have what they need"))
            return
        if scene.silent and any(one.samples for one in seen):
            name = f"{name}, but for native histograms, which are missing"
        yield from (evolve(one, case=name) for one in seen)


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
    # Two alerts of the same labels are one series.
    return Seen(at, _FIRING, tuple((labels, 1.0) for labels in sorted(set(named))))
