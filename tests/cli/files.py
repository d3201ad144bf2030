"""What a session may call beside the program: files that no transcript can hold, and looks at what was made."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.support.repository import Repository

_SERVICE = "apiVersion: observability/v1\nkind: Service\nmetadata: {name: shop, owner: shop}\nspec: {}\n"
_BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)

# Kind -> how such a file is made at a path.
_KINDS: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "bom": lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes()),
    "crlf": lambda path: path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n")),
    "utf-16": lambda path: path.write_text(_SERVICE, encoding="utf-16"),
    "latin-1": lambda path: path.write_text(_SERVICE.replace("{}", "{} # Café"), encoding="latin-1"),
    "50MB": lambda path: path.write_bytes(b"# all the same line\n" * 2_500_000),
    "alias-bomb": lambda path: path.write_text(_BOMB),
    "deep-lists": lambda path: path.write_text(f"spec: {'[' * 10_000}{']' * 10_000}\n"),
    "deep-maps": lambda path: path.write_text("".join(f"{' ' * n}a:\n" for n in range(10_000))[:1_000_000]),
    "folder": lambda path: path.mkdir(),
    "pipe": os.mkfifo,
    "link-to-nothing": lambda path: path.symlink_to("nothing.yaml"),
    "link-to-itself": lambda path: path.symlink_to(path.name),
    "link-out": lambda path: path.symlink_to("/etc/passwd"),
    "folder-out": lambda path: path.symlink_to("/etc"),
    "control-characters": lambda path: path.write_text(f'{_SERVICE}"\\e[31mred": 1\n'),
}


def make_file(arguments: list[str]) -> int:
    """`make-file KIND PATH`: make a special file, or make the one that is there special."""
    kind, path = arguments
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    _KINDS[kind](Path(path))
    return 0


def tree(arguments: list[str]) -> int:
    """`tree FOLDER`: the files below it."""
    (folder,) = map(Path, arguments)
    for path in sorted(path for path in folder.rglob("*") if not path.is_dir()):
        print(path.as_posix())  # noqa: T201 - what a program prints
    return 0


def cat(arguments: list[str]) -> int:
    """`cat FILE`: what is in it."""
    print(Path(*arguments).read_text(), end="")  # noqa: T201 - what a program prints
    return 0


def remove(arguments: list[str]) -> int:
    """`rm PATH`: remove a file or a folder."""
    path = Path(*arguments)
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    return 0


def append(arguments: list[str]) -> int:
    """`append FILE LINE`: one line more at its end."""
    path, line = arguments
    with Path(path).open("a") as file:
        file.write(f"{line}\n")
    return 0


def replace(arguments: list[str]) -> int:
    """`replace FILE OLD NEW`: other words in the place of some that are there, everywhere."""
    path, old, new = arguments
    text = Path(path).read_text()
    if old not in text:
        raise ValueError(f"{path} does not hold {old}")
    Path(path).write_text(text.replace(old, new))
    return 0


def git(arguments: list[str]) -> int:
    """`git ...`: git itself, in the repository of the session."""
    print(Repository(Path()).git(*arguments), end="")  # noqa: T201 - what a program prints
    return 0


HELPERS: dict[str, Callable[[list[str]], int]] = {
    "append": append,
    "cat": cat,
    "git": git,
    "make-file": make_file,
    "replace": replace,
    "rm": remove,
    "tree": tree,
}
