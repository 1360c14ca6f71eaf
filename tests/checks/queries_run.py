#!/usr/bin/env python3
"""Checks that tests ran every query of the server: queries_run.py ROOT LOG, after all tests.

LOG has the name of each query that was run, in lines (server/db/query_log.h); tests/run makes it.
"""

import pathlib
import sys

from queries import queries_of

# Query -> why no test runs it.
NEVER_RUN: dict[str, str] = {
}


def faults_of(queries: set[str], run: set[str], never: set[str]) -> list[str]:
    return ([f"no test runs {query}" for query in sorted(queries - run - never)]
            + [f"{query} is said never to be run, but was" for query in sorted(never & run)]
            + [f"there is no query {query}" for query in sorted(never - queries)])


def main() -> int:
    root, log = map(pathlib.Path, sys.argv[1:])
    queries, _ = queries_of(root, {})
    run = set(log.read_text(encoding="utf-8").split()) if log.exists() else set()
    faults = faults_of(set(queries), run, set(NEVER_RUN))
    if len(faults_of({"one", "two"}, {"one", "bench"}, set())) != 1:
        faults.append("this check does not see a query that was not run")
    print("\n".join(faults) or f"{len(queries)} queries were run by tests")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
