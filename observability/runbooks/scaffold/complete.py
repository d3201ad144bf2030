"""A page with all sections that it must have: what is missing is put in, what is there stays where and as it is."""

from attrs import Factory, define, evolve, frozen

from observability.runbooks.pages import FLAVOURS, Heading, Page, Section, parse
from observability.runbooks.scaffold.blocks import Block, renew
from observability.runbooks.scaffold.facts import AlertFacts, PageFacts
from observability.runbooks.scaffold.markdown import literal
from observability.runbooks.scaffold.parts import block_content, part
from observability.runbooks.sections import part as part_of
from observability.runbooks.settings import Settings

_MARK = "\ufeff"


@frozen
class Completed:
    """The page as it should be, and what was done to it, one sentence each; `left` is what a person keeps from us."""

    text: str
    done: tuple[str, ...]
    left: tuple[str, ...] = ()


def complete(text: str, facts: PageFacts, settings: Settings) -> Completed:
    """Complete a page; an empty text is begun."""
    writer = _Writer(text, facts, settings)
    if not text.strip(f"{_MARK} \r\n"):
        writer.begin()
    writer.alerts()
    writer.renew()
    return Completed(writer.text, tuple(writer.done), tuple(writer.left))


@define
class _Writer:
    text: str
    facts: PageFacts
    settings: Settings
    done: list[str] = Factory(list)
    left: list[str] = Factory(list)

    @property
    def page(self) -> Page:
        """The page as it is now. A line of it is a line of the text, whatever ends it."""
        return _parsed(self.text, self.settings)

    def begin(self) -> None:
        """A page of nothing but its title."""
        about = f"\n{literal(self.facts.description)}\n" if self.facts.description else ""
        self.text = f"{self.text.strip()}# {literal(self.facts.title)}\n{about}"

    def alerts(self) -> None:
        """The answers to all alerts. What could not be put in at first may have a place beside what could."""
        before = -1
        while before < len(self.done):
            before, self.left = len(self.done), []
            for alert in self.facts.alerts:
                self.alert(alert)

    def alert(self, alert: AlertFacts) -> None:
        """The answer to an alert, with all of its parts."""
        heading = _heading(self.page, alert.name)
        if heading is None:
            level = self._level()
            parts = (self._part(title, alert, level + 1) for title in self.settings.sections)
            section = f"{'#' * level} {literal(alert.name)}\n\n" + "\n".join(parts)
            self._put(len(self.page.lines) + 1, section, f"a section for {alert.name}")
            return
        for title in self.settings.sections:
            self._missing(title, alert)

    def _level(self) -> int:
        """Where answers stand on this page: beside the others, else below its title, if it has one."""
        page = self.page
        answers = [found.level for alert in self.facts.alerts if (found := _heading(page, alert.name))]
        levels = [heading.level for heading in page.headings]
        if answers or not levels:
            return min(answers, default=2)
        return min(5, min(levels) + (levels.count(min(levels)) == 1))

    def _missing(self, title: str, alert: AlertFacts) -> None:
        page = self.page
        heading = _heading(page, alert.name)
        section = self._answer(page, heading) if heading else page.whole
        if heading is None or part_of(page, section, title):
            return
        there = {known: part_of(page, section, known) for known in self.settings.sections}
        level = next((known.level for known in there.values() if known), heading.level + 1)
        after = self.settings.sections[self.settings.sections.index(title) + 1 :]
        before = next((found for known in after if (found := there[known])), None)
        line = before.line if before else section.end
        self._put(line, self._part(title, alert, level), f"{title} of {alert.name}")

    def _answer(self, page: Page, heading: Heading) -> Section:
        """The section of an alert, up to where another alert begins inside of it."""
        section = page.section(heading)
        others = {found.line for alert in self.facts.alerts if (found := _heading(page, alert.name))} - {heading.line}
        return evolve(section, end=min([line for line in others if line >= section.start] + [section.end]))

    def _put(self, line: int, new: str, what: str) -> None:
        """Insert something, unless it would not be read there: a code block or a comment before it may have no end."""
        before, page = self.text, self.page
        above = [_shape(heading) for heading in page.headings if heading.line < line]
        below = [_shape(heading) for heading in page.headings if heading.line >= line]
        added = list(map(_shape, _parsed(new, self.settings).headings))
        self._insert(line, new)
        if list(map(_shape, self.page.headings)) == above + added + below:
            self.done.append(what)
        else:
            self.text = before
            self.left.append(f"{what}: it would stand inside of a code block or a comment that has no end")

    def _part(self, title: str, alert: AlertFacts, level: int) -> str:
        return f"{'#' * min(level, 6)} {title}\n\n{part(title, self.facts, alert)}"

    def _insert(self, line: int, new: str) -> None:
        """Put lines before a line, with a blank line on either side."""
        lines = self.text.split("\n")
        ends = "\r" if self.text.count("\r\n") * 2 > self.text.count("\n") else ""
        before, after = lines[: line - 1], lines[line - 1 :]
        if not any(after) and before:
            # The page ends here, and what looks like a last line is the end of the one before.
            before, after = ([*before[:-1], before[-1].removesuffix("\r") + ends] if before[-1] else before[:-1]), []
        gap = [ends] if before and before[-1].strip() else []
        added = [f"{one}{ends}" for one in new.removesuffix("\n").split("\n")]
        rest = [ends, *after] if after else [""]
        self.text = "\n".join([*before, *gap, *added, *rest])

    def renew(self) -> None:
        """What is made, as it is made today."""
        alerts = {alert.name: alert for alert in self.facts.alerts}

        def content(block: Block) -> str | None:
            name, _, kind = block.name.rpartition("/")
            made = block_content(kind, alerts[name]) if name in alerts else None
            if made is None or made == block.content:
                return None
            if not block.intact:
                self.left.append(f"{kind} of {name}, which somebody has edited between its marks")
                return None
            self.done.append(f"{kind} of {name} anew")
            return made

        self.text = renew(self.text, content)


def _parsed(text: str, settings: Settings) -> Page:
    shown = text.removeprefix(_MARK).replace("\r\n", "\n").replace("\r", " ")
    return parse("", shown, FLAVOURS[settings.flavour])


def _shape(heading: Heading) -> tuple[int, str]:
    return heading.level, heading.title


def _heading(page: Page, alert: str) -> Heading | None:
    """The heading to which the alert's link leads, else the one that is called so."""
    by_anchor = (heading for heading in page.headings if heading.anchor == alert.lower())
    by_title = (heading for heading in page.headings if heading.title == alert)
    return next(by_anchor, next(by_title, None))
