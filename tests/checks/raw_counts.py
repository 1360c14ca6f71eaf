#!/usr/bin/env python3
"""Code that lets a count out before it is protected must not compile.

Usage: raw_counts.py COMPILER SOURCE_DIR BINARY_DIR"""

import subprocess
import sys

FRAME = """
#include "kansrijk/v1/statistics.pb.h"
#include "server/statistics/protector.h"
using namespace kansrijk;
int64_t Leak(const statistics::RawCounts& raw, v1::ReleaseCell& cell) {{
  (void)raw;
  {body}
  return cell.value();
}}
"""
# What is tried, and what the compiler has to say of it; nothing: it is allowed.
BODIES = [
    ("cell.set_value(statistics::Figure().value());", None),
    ("cell.set_value(raw.counts_[0]);", "is private within this context"),
    ("cell.set_value(raw);", "cannot convert"),
    ("cell.set_value(statistics::Figure(int64_t{3}).value());", "is private within this context"),
    ("statistics::Figure figure; figure.value_ = 3;", "is private within this context"),
]


def complaint_of(compiler: list[str], body: str) -> str:
    """What the compiler says; '' when all is well."""
    run = subprocess.run(compiler, input=FRAME.format(body=body), text=True, capture_output=True)
    return run.stderr if run.returncode else ""


def main() -> int:
    name, source, binary = sys.argv[1:]
    compiler = [name, "-std=c++20", "-fsyntax-only", f"-I{source}", f"-I{binary}/proto/gen",
                "-xc++", "-"]
    wrong = 0
    for body, expected in BODIES:
        said = complaint_of(compiler, body)
        if said if expected is None else expected not in said:
            print(f"{body}\n  expected: {expected or 'that it compiles'}\n  got: {said[:600]}")
            wrong += 1
    print(f"{len(BODIES)} pieces of code tried, {wrong} not as expected")
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
