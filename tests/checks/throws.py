#!/usr/bin/env python3
"""Checks that no code of the server throws, or ends the process, for what a file, a database or a
caller holds.

Usage: throws.py SOURCE_DIR"""

import pathlib
import re
import sys

# What does, and what to do instead.
FAULTS = [
    (r"[\w\])]\s*(?:\.|->)value\(\)", ".value() throws when there is none: ask has_value() or ok(), "
                                      "or take value_or()"),
    (r"\*\s*Parse\w+\(", "what was parsed may be none: ask first"),
    (r"\bstd::sto[a-z]+\(", "throws when it is no number: absl::SimpleAtoi"),
    (r"\bthrow\b(?!n)", "return an absl::Status"),
    (r"\b(?:std::)?(?:abort|terminate|exit|_exit)\(", "return an absl::Status"),
    (r"\b\w*CHECK\w*\(|\bassert\(", "return an absl::Status"),
]
# By file: pieces of code that are something else, or that only a broken build or disk reaches.
ALLOWED = {
    "server/base/civil.cc": ["std::abort()"],                   # no time zones on this machine
    "server/base/log.cc": ["std::abort()"],                     # EndProcess, of a disk that fails
    "server/db/connection.cc": ["throw Fault("],                # contained, and fails the call
    "server/db/sqlite.cc": ["throw;"],                          # caught by the same driver
    "server/main.cc": ["_exit(0)", "app.exit("],                # a stop that takes too long; --help
    "server/rpc/status.cc": ["detail.value()"],                 # google.protobuf.Any
    "server/rules/track/instrument.cc": ["std::abort()"],             # a build with a broken catalogue
    "server/rules/statistics/statistics_catalogue.cc": ["std::abort()"],
    "server/sheet/row.cc": ["std::abort()"],                    # a column that no table has
    "server/sheet/table.cc": ["std::abort()"],
    "server/statistics/family.cc": ["figure.value()"],          # Figure
    "server/statistics/atoms.cc": ["zero.value()"],             # StructuralZero
    "server/statistics/release.cc": ["cell.value()"],           # ReleaseCell
    "server/store/statistics/release.cc": ["cell.value()"],     # ReleaseCell
}
# The check itself, tried on pieces of code.
BAD = ["Day(text).value()", "ParseDate(text).value()", "found->value()", "rows[0].value();",
       "(*day).value()", "const auto day = *ParseDate(text);", "std::stoi(text)", "throw 7;",
       "std::abort();", "abort();", "CHECK(day.ok());", "ABSL_RAW_CHECK(ok);", "assert(day);",
       "days.back()\n      .value()"]
GOOD = ["day.has_value()", "ParseDate(text).value_or(kFirstDay)", "cell.set_value(3)",
        "// what throws is caught", "const absl::Status& thrown", "static_assert(kDays > 0);",
        "absl::SimpleAtoi(text, &year)", "std::abs(days)", "row.values()", "app.require_subcommand(1)"]


def without_comments(code: str) -> str:
    return re.sub(r"//[^\n]*", "", code)


def faults_in(code: str, allowed: list[str]) -> list[tuple[int, str]]:
    """Line and what is wrong there."""
    code = without_comments(code)
    for piece in allowed:
        code = code.replace(piece, " " * len(piece))
    found = []
    for pattern, instead in FAULTS:
        for match in re.finditer(pattern, code):
            found.append((code.count("\n", 0, match.start()) + 1, instead))
    return found


def misjudged() -> list[str]:
    return ([f"not seen: {code}" for code in BAD if not faults_in(code, [])] +
            [f"blamed: {code}" for code in GOOD if faults_in(code, [])])


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    files = [path for path in sorted((root / "server").rglob("*.*")) if path.suffix in (".cc", ".h")]
    faults = misjudged()
    for path in files:
        name = path.relative_to(root).as_posix()
        for line, instead in faults_in(path.read_text(encoding="utf-8"), ALLOWED.get(name, [])):
            faults.append(f"{name}:{line}: {instead}")
    print("\n".join(faults) or f"{len(files)} files throw nothing")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
