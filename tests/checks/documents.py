#!/usr/bin/env python3
"""Checks that every file, folder and test that README.md and ARCHITECTURE.md name is there."""

import pathlib
import re
import sys

# Names are told from these folders, or from the top.
ROOTS = ("", "server", "client", "tests")
ENDINGS = ("", ".h", ".cc", ".py")
QUOTED = re.compile(r"`([\w./*-]+)`")
# The last cell of a row of the table of promises.
PROMISE = re.compile(r"^\|.*\|([^|`]+)\|$", re.MULTILINE)


def named(text: str) -> set[str]:
    """What is named in the form of a path."""
    names = {name for name in QUOTED.findall(text) if "/" in name}
    promises = text.partition("\n## Promises")[2]
    for cell in PROMISE.findall(promises):
        names.update(name.strip() for name in cell.split(",") if "/" in name)
    return names


def is_there(source: pathlib.Path, name: str) -> bool:
    return any(any(source.glob(f"{root}/{name.rstrip('/')}{ending}".lstrip("/")))
               for root in ROOTS for ending in ENDINGS)


def is_ours(source: pathlib.Path, name: str) -> bool:
    """Whether the path begins with a folder of ours, but for what a build makes."""
    first = name.split("/")[0]
    return first != "build" and any((source / root / first).is_dir() for root in ROOTS)


def main() -> int:
    source = pathlib.Path(sys.argv[1])
    missing = [(document, name) for document in ("README.md", "ARCHITECTURE.md")
               for name in sorted(named((source / document).read_text(encoding="utf-8")))
               if is_ours(source, name) and not is_there(source, name)
               and not re.search("[A-Z]{4}", name)]  # CODE.VERSION, a placeholder
    for document, name in missing:
        print(f"{document} names {name}, which is not there")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
