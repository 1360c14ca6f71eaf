#!/usr/bin/env python3
"""Checks the plan of every query: none reads the whole of a table that grows."""

import pathlib
import re
import sqlite3
import sys

# Tables that stay small: they may be read whole.
SMALL = {"organisation_all", "account", "settings", "number_series", "schema_migration"}

# Query -> why its finding is right.
ALLOWED = {
    "access_subject_count": "only the verification of the whole access log asks it",
}

TOKEN = re.compile(r"""
    (?P<gap>\s+|//[^\n]*)
  | R"(?P<tag>\w*)\((?P<raw>.*?)\)(?P=tag)"
  | "(?P<text>(?:[^"\\\n]|\\.)*)"
  | (?P<word>\w+)
  | (?P<mark>[,}])
""", re.VERBOSE | re.DOTALL)
MACRO = re.compile(r"^#define (\w+)[ \t\\]*\n?((?:.*\\\n)*.*)$", re.MULTILINE)
QUERY = re.compile(r"\bQuery\s+(k\w+)\s*\{")
PLACE = re.compile(r"(?:\b(?:FROM|JOIN|UPDATE|INTO)|,)\s+(\w+)(?:\s+AS\s+(\w+))?")


def literals_of(source: str, macros: dict[str, str]) -> list[str] | None:
    """The literals between braces, adjacent ones joined; None when it says anything else."""
    found, position = [""], 0
    while token := TOKEN.match(source, position):
        position = token.end()
        if token["raw"] is not None:
            found[-1] += token["raw"]
        elif token["text"] is not None:
            found[-1] += token["text"].replace('\\"', '"').replace("\\n", "\n")
        elif token["word"] is not None:
            if token["word"] not in macros:
                return None
            found[-1] += macros[token["word"]]
        elif token["mark"] == ",":
            found.append("")
        elif token["mark"] == "}":
            return found
    return None


def macros_of(source: str, shared: dict[str, str]) -> dict[str, str]:
    macros = dict(shared)
    for name, body in MACRO.findall(source):
        text = literals_of(body.replace("\\\n", "\n") + "}", macros)
        if text is not None and len(text) == 1:
            macros[name] = text[0]
    return macros


def queries_of(root: pathlib.Path) -> tuple[dict[str, str], list[str]]:
    """Name -> SQL of every query in the server, and what is wrong with how they are written."""
    queries: dict[str, str] = {}
    faults = []
    shared: dict[str, str] = {}
    for path in sorted((root / "server").rglob("*.h")):
        shared = macros_of(path.read_text(encoding="utf-8"), shared)
    for path in sorted((root / "server").rglob("*.*")):
        source = path.read_text(encoding="utf-8")
        macros = macros_of(source, shared)
        known = {match.start(): match for match in QUERY.finditer(source)}
        for match in re.finditer(r"\bQuery\s+(k\w+)", source):
            where = f"{path.relative_to(root)}: {match[1]}"
            query = known.get(match.start())
            literals = literals_of(source[query.end():], macros) if query else None
            if literals is None or len(literals) != 2:
                faults.append(f"{where} is not made of literals and macros of this file or of headers")
            elif literals[0] in queries:
                faults.append(f"{where}: a second query with the name {literals[0]}")
            else:
                queries[literals[0]] = literals[1]
    return queries, faults


def database_of(root: pathlib.Path) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE schema_migration (number PRIMARY KEY, name, checksum, applied_us)")
    for path in sorted((root / "schema").glob("[0-9]*.sql")):
        database.executescript(path.read_text(encoding="utf-8"))
    return database


class Names:
    """Which tables an alias can mean: in the query itself, or in the views that it reads."""

    def __init__(self, database: sqlite3.Connection):
        schema = database.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
        self.tables = {name for kind, name, _ in schema if kind == "table"}
        self.views = {name: sql for kind, name, sql in schema if kind == "view"}

    def tables_of(self, sql: str) -> dict[str, set[str]]:
        """Alias -> its tables; none for what the query computes itself."""
        tables: dict[str, set[str]] = {}
        texts = [sql]
        for text in texts:
            computed = set(re.findall(r"(\w+)(?:\s*\([\w\s,]*\))?\s+AS\s+\(", text))
            computed |= set(re.findall(r"\)\s+AS\s+(\w+)", text))
            for name in computed:
                tables.setdefault(name, set())
            for name, alias in PLACE.findall(text):
                if name in self.views and self.views[name] not in texts:
                    texts.append(self.views[name])
                if name in self.tables:
                    tables.setdefault(alias or name, set()).add(name)
                elif name in computed or name in self.views:
                    tables.setdefault(alias or name, set())
        return tables


def read_from_the_start(database: sqlite3.Connection, sql: str, arguments: dict) -> set[str]:
    """The tables, not what the query computes, of which the program of `sql` starts at an end."""
    roots = dict(database.execute("SELECT rootpage, tbl_name FROM sqlite_schema"))
    opened: dict[int, set[str]] = {}
    started = set()
    for _, opcode, cursor, root, *_ in database.execute("EXPLAIN " + sql, arguments):
        if opcode in ("OpenRead", "OpenWrite", "ReopenIdx") and root in roots:
            opened.setdefault(cursor, set()).add(roots[root])
        if opcode in ("Rewind", "Last", "Count"):
            started |= opened.get(cursor, set())
    return started


def read_whole(step: str, sorts: bool, limited: bool) -> tuple[str, str] | None:
    """How much of an alias this step of a plan reads when it is too much: all, or half a range."""
    step_of = re.match(r"(SCAN|SEARCH) (\w+)(.*)", step)
    if step_of is None:
        return None
    kind, alias, how = step_of.groups()
    in_order = " INDEX " in how and limited and not sorts  # stops as soon as the page is full
    bounded = "=" in how or ("<" in how and ">" in how)
    if "AUTOMATIC" in how:  # an index made for this run only
        return "all", alias
    if in_order or kind == "SEARCH" and bounded:
        return None
    return "all" if kind == "SCAN" else "half", alias


def findings_of(queries: dict[str, str], database: sqlite3.Connection) -> dict[str, str]:
    """Query -> the steps of its plan that read the whole of a table that grows, or why it fails."""
    names = Names(database)
    findings: dict[str, str] = {}
    for query, sql in queries.items():
        arguments = {str(number): None for number in re.findall(r"\$(\d+)", sql)}
        try:
            plan = [row[3] for row in database.execute("EXPLAIN QUERY PLAN " + sql, arguments)]
            started = read_from_the_start(database, sql, arguments)
        except sqlite3.Error as error:
            findings[query] = f"it does not work: {error}"
            continue
        tables = names.tables_of(sql)
        for step in plan:
            found = read_whole(step, "USE TEMP B-TREE FOR ORDER BY" in plan, "LIMIT" in sql)
            if found is None:
                continue
            amount, alias = found
            grown = tables.get(alias, {alias}) - SMALL
            if amount == "all" and alias in tables:
                grown &= started
            if grown:
                findings[query] = f"{findings.get(query, 'too much is read:')} {step};"
    return findings


def blind_spots(root: pathlib.Path, queries: dict[str, str], known: dict[str, str]) -> list[str]:
    """Without an index that matters, or reading all on purpose, there must be something to find."""
    database = database_of(root)
    database.execute("DROP INDEX session_by_track")
    missed = [] if set(findings_of(queries, database)) - set(known) else ["a dropped index"]
    planted = {
        "a scan": "SELECT s.note FROM session AS s WHERE s.note = $1",
        "a scan of an index": "SELECT s.number FROM session AS s ORDER BY s.number",
        "a scan under an alias that a view has too":
            "SELECT a.note FROM session AS a, visible_buddy AS v WHERE a.note = $1",
        "a join without an index": "SELECT 1 FROM session AS s JOIN situation AS x ON x.date = "
                                   "s.date WHERE s.id = $1",
        "a scan under an alias of something computed":
            "WITH r AS (SELECT s.id FROM session AS s WHERE s.id = $1) SELECT r.id FROM r "
            "UNION SELECT r.id FROM situation AS r",
        "a query that does not work": "SELECT s.nothing FROM session AS s",
        "half a range": "SELECT s.note FROM session AS s WHERE s.number > $1",
    }
    found = findings_of(planted, database_of(root))
    return missed + [what for what in planted if what not in found]


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    queries, faults = queries_of(root)
    findings = findings_of(queries, database_of(root))
    faults += [f"{query}: {what}" for query, what in findings.items() if query not in ALLOWED]
    faults += [f"{query} is allowed to, but reads no whole table" for query in ALLOWED
               if query not in findings]
    faults += [f"this check does not see {what}" for what in blind_spots(root, queries, findings)]
    print("\n".join(faults) or f"{len(queries)} queries read no more than they need")
    return 1 if faults or not queries else 0


if __name__ == "__main__":
    sys.exit(main())
