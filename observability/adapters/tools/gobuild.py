"""Programs of the pinned Go modules, built once into the cache."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from attrs import frozen

from observability.adapters.progress import Progress
from observability.adapters.tools.cache import made_once, program_path
from observability.adapters.tools.golang import Go, toolchain
from observability.adapters.tools.pins import module_folder, pin
from observability.adapters.tools.source import said

# Without service discovery and C name lookup, which promtool never needs: 54 MB in 3 min instead of 123 MB in 8.
_FLAGS = ("-mod=readonly", "-buildvcs=false", "-tags", "remove_all_sd,netgo", "-trimpath")
_VERSION = "github.com/prometheus/common/version.Version"


@frozen
class GoProgram:
    """The program that `package`, its place in the Go modules, compiles to.

    `page` is where the module keeps the web page of the program, if that is made by other tools and no part of the
    module. Then the program has an empty page, and is built from the module's own go.mod and go.sum: what goes with the
    newest Prometheus need not go with it.
    """

    package: str
    page: str = ""

    def __call__(self, progress: Progress) -> Path:
        """The program in the pinned version. Building it takes minutes where Go's caches are empty.

        Raises:
            SourceError: there is no Go, the modules cannot be fetched, or do not compile.
        """
        return made_once(self._path, lambda output: self._build(output, progress), progress)

    def kept(self) -> Path | None:
        """The program, if it was built before."""
        return self._path if self._path.exists() else None

    @property
    def _path(self) -> Path:
        module = pin(self.package)
        return program_path(f"{module.name}-{module.version}", PurePosixPath(self.package).name)

    def _build(self, output: Path, progress: Progress) -> None:
        go = toolchain(progress)
        if not self.page:
            _compile(go, module_folder(), self.package, output, progress)
            return
        with _source(go, self.package) as folder:
            (folder / self.page).parent.mkdir(parents=True, exist_ok=True)
            (folder / self.page).write_text("<!doctype html>\n", encoding="utf-8")
            _compile(go, folder, self.package, output, progress)


@contextmanager
def _source(go: Go, package: str) -> Iterator[Path]:
    """A copy of the source of the package's module, whose checksum is pinned as that of any other."""
    module = package.partition("/cmd/")[0]
    # Fetched first, so that the answer is nothing but JSON.
    list(_go(go, module_folder(), "mod", "download", module))
    fetched = json.loads("".join(_go(go, module_folder(), "mod", "download", "-json", module)))
    with tempfile.TemporaryDirectory() as name:
        shutil.unpack_archive(fetched["Zip"], name)
        yield Path(name, f"{module}@{fetched['Version']}")


def _compile(go: Go, folder: Path, package: str, output: Path, progress: Progress) -> None:
    packages = _fetch(go, folder, package, f"{output.name}: fetching Go modules", progress)
    step = f"{output.name}: compiling"
    progress(step, 0, packages)
    version = f"-s -w -X {_VERSION}={pin(package).version}"
    # With -v, Go names each package as it compiles it; those in its cache it does not name.
    lines = _go(go, folder, "build", *_FLAGS, "-v", "-ldflags", version, "-o", str(output), package)
    for done, _ in enumerate(lines, start=1):
        progress(step, min(done, packages), packages)


def _fetch(go: Go, folder: Path, package: str, step: str, progress: Progress) -> int:
    """Load the source of all that the package is made of. Returns how many packages that is."""
    fetched = packages = 0
    progress(step)
    for line in _go(go, folder, "list", *_FLAGS, "-deps", package):
        if line.startswith("go: downloading "):
            fetched += 1
            progress(step, fetched)
        else:
            packages += 1
    return packages


def _go(go: Go, folder: Path, *arguments: str) -> Iterator[str]:
    return said([str(go.command), *arguments], folder, go.environment)
