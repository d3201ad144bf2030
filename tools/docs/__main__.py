"""Writes the pages, or with `--check` exits 1 when one is out of date."""

import argparse
import sys
from pathlib import Path

from tools.docs import PAGES

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Do what the command line asks for; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    stale = [(ROOT / page.PATH, text) for page in PAGES if (text := page.text()) != _present(ROOT / page.PATH)]
    for path, text in stale:
        sys.stdout.write(f"{path.relative_to(ROOT)}: {'out of date; run `make docs`' if check else 'written'}\n")
        if not check:
            path.write_text(text, encoding="utf-8")
    return int(check and bool(stale))


def _present(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    raise SystemExit(main())
