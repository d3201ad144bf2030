"""The pages of a repository, each read and parsed once."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from attrs import Factory, define

from observability.parallel import batches, each
from observability.runbooks.library import Absent, Entry, Plain
from observability.runbooks.pages import FLAVOURS, parse
from observability.workspace import Tree, Unreadable

_MARKDOWN = (".md", ".markdown")
# With fewer pages than this another process is not worth its start.
_SHARED = 200
_BATCH = 50


@define
class Shelf:
    """Satisfies the port of `runbooks.library`. `flavour` is by whose rules headings get their anchors."""

    tree: Tree
    flavour: str
    _entries: dict[str, Entry] = Factory(dict)

    def at(self, path: str) -> Entry:
        """What stands at a path from the root."""
        if path not in self._entries:
            self._entries[path] = self._entry(path)
        return self._entries[path]

    def read_ahead(self, paths: Sequence[str], jobs: int) -> None:
        """Read these pages with so many processes at once, where there are enough of them to be worth it."""
        if jobs > 1 and len(paths) >= _SHARED:
            work = partial(_read_all, self.tree.root, self.flavour)
            for entries in each(work, batches(paths, _BATCH), jobs):
                self._entries.update(entries)

    def pages_in(self, folder: str) -> Sequence[str]:
        """The paths of the Markdown files right in a folder, sorted."""
        return [path for suffix in _MARKDOWN for path in self.tree.files_in(folder, suffix)]

    def _entry(self, path: str) -> Entry:
        if not path.lower().endswith(_MARKDOWN):
            # A picture may be of any size.
            is_folder = self.tree.is_folder(path)
            return _absent(is_folder) if isinstance(is_folder, Unreadable) else Plain(is_folder)
        content = self.tree.read(path)
        if isinstance(content, Unreadable):
            return _absent(content)
        text = Plain(is_folder=True) if content is None else _text(content)
        return parse(path, text, FLAVOURS[self.flavour]) if isinstance(text, str) else text


def _absent(found: Unreadable) -> Absent:
    return Absent(found.reason, found.hint)


def _read_all(root: Path, flavour: str, paths: Sequence[str]) -> dict[str, Entry]:
    shelf = Shelf(Tree(root), flavour)
    return {path: shelf.at(path) for path in paths}


def _text(content: bytes) -> str | Absent:
    if b"\0" in content:
        return Absent("is binary", "write text")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Absent(f"is not UTF-8: line {line} has the byte 0x{content[error.start]:02x}", "save it as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def texts(tree: Tree, paths: Iterable[str]) -> dict[str, list[str]]:
    """The lines of files, of those that can be read."""
    read = {path: tree.read(path) for path in sorted(set(paths))}
    return {path: _lines(content) for path, content in read.items() if isinstance(content, bytes)}


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "replace").removesuffix("\n").split("\n")
