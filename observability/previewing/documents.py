"""The descriptors that a page is about, found without reading those of a whole fleet."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from attrs import define, field

from observability import descriptor
from observability.building.inputs import Inputs
from observability.descriptor import ServiceDocument
from observability.exceptions import InputError, UsageError
from observability.findings import Finding
from observability.model.artifact import Source

_MOST_SERVICES = 20


@define
class Documents:
    """The descriptors of a project, each read when somebody asks for it."""

    inputs: Inputs
    _read: dict[str, ServiceDocument] = field(factory=dict, init=False)
    _findings: list[Finding] = field(factory=list, init=False)
    _unread: list[Source] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        self._unread = list(self.inputs.sources)

    def chosen(self, names: Sequence[str]) -> list[ServiceDocument]:
        """Those of these names, in their order; all where none is named.

        Raises:
            InputError: descriptors are wrong that are among them, or may be.
            UsageError: there is no such service, or too many for one page.
        """
        if not names:
            return self._all()
        found = self.known(names)
        missing = [name for name in names if name not in found]
        if missing and (self._findings or self.inputs.findings):
            raise InputError([*self.inputs.findings, *self._findings])
        if missing:
            raise UsageError.unknown("there is no service", missing[0], sorted(self._read))
        return [found[name] for name in dict.fromkeys(names)]

    def known(self, names: Iterable[str]) -> dict[str, ServiceDocument]:
        """Those of these names that are there, by name."""
        wanted = set(names)
        # A descriptor is mostly called like its service.
        self._unread.sort(key=lambda source: PurePosixPath(source.path).stem not in wanted)
        reading = self._reading()
        while not wanted <= self._read.keys() and (document := next(reading, None)):
            self._read[document.name] = document
        return {name: self._read[name] for name in sorted(wanted & self._read.keys())}

    def _all(self) -> list[ServiceDocument]:
        count = len(self.inputs.sources)
        if count > _MOST_SERVICES:
            raise UsageError(f"one page shows {_MOST_SERVICES} services at most, and there are {count}; name some")
        self._read |= {document.name: document for document in self._reading()}
        if findings := [*self.inputs.findings, *self._findings]:
            raise InputError(findings)
        return list(self._read.values())

    def _reading(self) -> Iterator[ServiceDocument]:
        while self._unread:
            try:
                yield descriptor.load_service(self._unread.pop(0), self.inputs.project)
            except InputError as error:
                self._findings += error.findings
