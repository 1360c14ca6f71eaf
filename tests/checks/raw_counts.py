#!/usr/bin/env python3
"""Code that lets a count out before it is protected must not compile.

Usage: raw_counts.py COMPILER SOURCE_DIR BINARY_DIR"""

import re
import subprocess
import sys

# Anywhere in the server.
ANYWHERE = """
#include "kansrijk/v1/statistics.pb.h"
#include "server/statistics/protector.h"
namespace kansrijk::statistics {{
{functions}
}}
"""
# Beside the functions that make a family's tables, with all that they see.
IN_FAMILY = """
#include "server/statistics/family.cc"
#include "server/statistics/cells.cc"
#include "server/statistics/earlier.cc"
#include "server/statistics/design.cc"
namespace kansrijk::statistics {{
{functions}
}}
"""
FUNCTION = """
#line {number} "trial"
int64_t Leak{number}([[maybe_unused]] const RawCounts& raw, [[maybe_unused]] const FamilyInput& input, [[maybe_unused]] const Placement& placed, [[maybe_unused]] v1::ReleaseCell& cell) {{ {body} return cell.value(); }}
"""
PRIVATE = "is private within this context"
UNKNOWN = "incomplete type"
# What is tried there, and what the compiler has to say of it; nothing: it is allowed.
TRIALS = {
    ANYWHERE: [
        ("cell.set_value(Figure().value());", None),
        ("cell.set_value(raw.counts_[0]);", PRIVATE),
        ("cell.set_value(raw.SumOf({0}));", PRIVATE),
        ("cell.set_value(raw);", "cannot convert"),
        ("cell.set_value(Figure(int64_t{3}).value());", PRIVATE),
        ("Figure figure; figure.value_ = 3;", PRIVATE),
    ],
    IN_FAMILY: [
        ("cell.set_value(input.threshold + placed.atoms().groups()[0].denominator);", None),
        ("cell.set_value(input.tables[0].units->all.size());", UNKNOWN),
        ("cell.set_value(input.membership->members.size());", UNKNOWN),
        ("cell.set_value(placed.membership()->members.size());", UNKNOWN),
        ("cell.set_value(placed.units_.size());", PRIVATE),
        ("cell.set_value(placed.counts().SumOf({0}));", PRIVATE),
        ("cell.set_value(placed.counts());", "cannot convert"),
    ],
}
# What ANYWHERE does not include.
DECLARED = "struct FamilyInput; class Placement;"


def errors_of(compiler: list[str], frame: str, bodies: list[str]) -> dict[int, str]:
    """Number of each body that does not compile -> what the compiler says of it; 0: of the rest."""
    functions = "".join(FUNCTION.format(number=number, body=body)
                        for number, body in enumerate(bodies, start=1))
    source = frame.format(functions=DECLARED + functions)
    run = subprocess.run(compiler, input=source, text=True, capture_output=True)
    errors: dict[int, str] = {}
    for line in run.stderr.splitlines():
        if "error:" in line:
            number = re.match(r"trial:(\d+):", line)
            errors.setdefault(int(number[1]) if number else 0, line)
    return errors


def main() -> int:
    name, source, binary = sys.argv[1:]
    compiler = [name, "-std=c++20", "-fsyntax-only", f"-I{source}", f"-I{binary}/proto/gen",
                "-xc++", "-"]
    wrong = []
    for frame, trials in TRIALS.items():
        errors = errors_of(compiler, frame, [body for body, _ in trials])
        if 0 in errors:
            wrong.append(f"the trials themselves do not compile: {errors[0]}")
        for number, (body, expected) in enumerate(trials, start=1):
            said = errors.get(number, "")
            if said if expected is None else expected not in said:
                wrong.append(f"{body}\n  expected: {expected or 'that it compiles'}\n  got: {said}")
    print("\n".join(wrong) or f"{sum(map(len, TRIALS.values()))} pieces of code judged as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
