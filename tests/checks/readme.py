#!/usr/bin/env python3
"""Runs every command of README.md as printed, block by block, in one shell.

Blocks marked ```sh are run; a line `tests/run` is left out, since that is what runs this. What the
commands install goes to a scratch directory (DESTDIR), and so do data and logins.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile


def script_of(readme: str) -> str:
    blocks = re.findall(r"^```sh\n(.*?)^```", readme, flags=re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()
             if not line.startswith("tests/run")]
    return "\n".join(["set -euo pipefail", *lines, ""])


def main() -> int:
    source = pathlib.Path(sys.argv[1])
    script = script_of((source / "README.md").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="kansrijk-readme-") as scratch:
        environment = dict(os.environ, DESTDIR=f"{scratch}/root", HOME=f"{scratch}/home",
                           KANSRIJK_QUICKSTART_DIR=f"{scratch}/q")
        os.mkdir(f"{scratch}/home")
        try:
            ran = subprocess.run(["bash", "-x"], input=script, text=True, cwd=source,
                                 env=environment, timeout=900, check=False)
        finally:
            subprocess.run(["deploy/quickstart", "stop"], cwd=source, env=environment, check=False)
    return ran.returncode


if __name__ == "__main__":
    sys.exit(main())
