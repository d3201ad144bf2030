"""End to end: raw series in, alerts out, through every rule on the way."""

from collections.abc import Iterator, Sequence
from functools import partial

from attrs import Factory, define

from observability.model.rule import Alert
from observability.proof.errors import NotDerivableError
from observability.proof.script import Script
from observability.proof.staging import Play
from observability.proof.suites.incidents import Incident
from observability.proof.suites.raised import Raised, nowhere, raised, told
from observability.proof.suites.stagehand import Stagehand, Watched, seen_together
from observability.proof.suites.under import under

# So many evaluations alerts are given to resolve when their reason is gone, the fewest that do: windows may be long.
_PATIENCE = (4, 16, 64)


@define(eq=False)
class EndToEnd:
    """Finds incidents for alerts. `gaps` are the alerts without one, and why; `incidents` those that were found."""

    stagehand: Stagehand
    watched: Sequence[Watched]
    gaps: list[tuple[Alert, str]] = Factory(list)
    incidents: list[Incident] = Factory(list)
    main: Incident | None = None

    def scripts(self) -> Iterator[tuple[Incident, Script]]:
        """A test for each incident; an alert that does not go with others has one of its own.

        The incident that makes most alerts fire is `main`: it runs over all rules.
        """
        for one in self.watched:
            try:
                found = raised(one, self.stagehand)
            except NotDerivableError as error:
                self.gaps.append((one.alert, str(error)))
            else:
                self._place(found)
        quick = [incident for incident in self.incidents if not incident.slow and not incident.native]
        self.main = max(quick, key=lambda incident: len(incident.members), default=None)
        for incident in self.incidents:
            try:
                yield incident, self._found(incident)
            except NotDerivableError as error:
                self.gaps += ((alert, str(error)) for alert in incident.members)

    def beside(self, incident: Incident) -> list[Watched]:
        """The alerts of the rules that a test runs over, of which those of its names are looked at."""
        names = {alert.alert for alert in incident.members}
        if incident is self.main:
            return [one for one in self.watched if one.alert.alert in names]
        if incident.native:
            return [one for one in self.stagehand.reading_natives(self.watched) if one.alert.alert in names]
        return [one for one in self.watched if one.alert in incident.members]

    def _place(self, one: Raised) -> None:
        place = next((incident for incident in self.incidents if incident.takes(one)), None)
        if place is None:
            self.incidents.append(place := Incident(one.slow))
        place.add(one)

    def _found(self, incident: Incident) -> Script:
        names = list(dict.fromkeys(alert.alert for alert in incident.members))
        watched, hand = self.beside(incident), self.stagehand
        beneath = under([occurrence for one in watched for occurrence in one.found], hand.recorded)
        alerts = [nowhere(one.alert) for one in watched]
        parts = [part.told for part in incident.parts.values()]
        its = [nowhere(alert) for alert in incident.members], parts, incident.until
        depends_on = (hand.interval, hand.sample, its, alerts, *map(told, beneath))
        return hand.finds.once(Script, depends_on, partial(self._script, incident, names, watched))

    def _script(self, incident: Incident, names: Sequence[str], watched: Sequence[Watched]) -> Script:
        for patience in _PATIENCE:
            end = incident.until + patience * self.stagehand.interval
            plays = self.stagehand.plays(watched, incident.inputs(end, self.stagehand.sample), end)
            pairs = list(zip(watched, plays, strict=True))
            spans = [_span(one.alert, play) for one, play in pairs if one.alert in incident.members]
            if None not in spans:
                times = sorted({moment for span in spans for moment in span or ()})
                of_name = {name: [play for one, play in pairs if one.alert.alert == name] for name in names}
                checks = tuple((name, seen_together(of_name[name], at)) for at, name in times)
                inputs = incident.inputs(times[-1][0], self.stagehand.sample)
                return Script(f"from raw series: {', '.join(names)}", inputs, self.stagehand.sample, checks)
        raise NotDerivableError("over raw series it does not fire, or does not resolve")


def _span(alert: Alert, play: Play) -> tuple[tuple[int, str], tuple[int, str]] | None:
    """When it fires and when it does not any more, each with its name; None where one of them does not happen."""
    begins = play.first(True)
    ends = None if begins is None else play.first(False, begins)
    return None if begins is None or ends is None else ((begins, alert.alert), (ends, alert.alert))
