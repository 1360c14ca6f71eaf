#!/usr/bin/env python3
"""Checks that what `cmake --install` installs is what the README's own commands build."""

import pathlib
import re
import subprocess
import sys


def targets_of(readme: str) -> list[str]:
    """What the last deploy/build before `cmake --install` builds."""
    before = readme[:readme.index("\ncmake --install ")]
    return re.findall(r"^deploy/build release (.+)$", before, flags=re.MULTILINE)[-1].split()


def installed(build: pathlib.Path) -> set[pathlib.Path]:
    """Files of the build directory."""
    scripts = [path.read_text(encoding="utf-8") for path in build.rglob("cmake_install.cmake")]
    files = {pathlib.Path(file) for script in scripts
             for lists in re.findall(r"file\(INSTALL [^)]*FILES((?: \"[^\"]+\")+)", script)
             for file in re.findall(r'"([^"]+)"', lists)}
    return {file for file in files if file.is_relative_to(build)}


def made(build: pathlib.Path, targets: list[str]) -> set[pathlib.Path]:
    """What the commands that build the targets write (-o FILE)."""
    told = subprocess.run(["ninja", "-C", build, "-t", "commands", *targets], capture_output=True,
                          text=True, check=True)
    return {build / file for file in re.findall(r" -o (\S+)", told.stdout)}


def main() -> int:
    source, build = map(pathlib.Path, sys.argv[1:])
    if not (build / "build.ninja").exists():
        print("not built with ninja, which alone tells what a target builds")
        return 77
    targets = targets_of((source / "README.md").read_text(encoding="utf-8"))
    files = installed(build)
    if not files:
        print("nothing is installed")
        return 1
    missing = sorted(files - made(build, targets))
    for file in missing:
        print(f"installed, but not built by deploy/build release {' '.join(targets)}: {file}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
