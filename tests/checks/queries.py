#!/usr/bin/env python3
"""Checks every query of the server: how it is written, and how much its plan reads.

Each begins somewhere: at an id, a track, a buddy, an organisation. None reads the whole of a table that
grows, nor walks through it in order, past the rows of others, until a page is full. None says the number
of an enum itself, or sets a state to anything but an argument: those are macros tied to the proto, and
for the tables in rules to say. Each uses all the arguments that it is given.
"""

import pathlib
import re
import sqlite3
import sys

# Tables that stay small: they may be read whole.
SMALL = {"organisation_all", "account", "installation", "settings", "number_series",
         "schema_migration"}

# Views that stay small too: they may be worked out whole for each row of a query.
SMALL_VIEWS = {"visible_academie"}

# Query -> why its finding is right.
ALLOWED = {
    "access_subject_count": "only the verification of the whole access log asks it",
    "access_by_others_missing": "as access_subject_count",
    "access_chunk": "as access_subject_count",
    "access_last": "one row, the last, which all that comes in is chained to",
    "import_insert": "one row, the last, whose number the next one follows",
    "answered_request_delete": "what is too old goes, whoever's it is",
}

# Columns that are numbers in their own right; every other one that is held against a number is an enum.
QUANTITIES = {"minutes", "position", "participation_ladder", "rows_done"}

# Query -> why it may set a state.
SETS_A_STATE = {
    "import_give_up": "an import has no verbs: the server works it off, and stops it as it starts",
    "import_give_up_all": "as import_give_up",
    "import_taken_back": "as import_give_up",
}

ENUMS = "server/store/enums"  # .h has the macros, .cc ties them to the proto
NUMBER_MACRO = re.compile(r"^#define SQL_(\w+) ", re.MULTILINE)
TIED = re.compile(r"^SAYS(?:_(CHANGE|HAPPENING))?\((\w+)", re.MULTILINE)
ARGUMENT_OR_TEXT = re.compile(r"\$\d+|'[^']*'")
HELD_AGAINST_NUMBER = re.compile(
    r"\b(?P<column>[a-z]\w*)\s*(?:(?:=|<>|<=|>=|<|>|\bBETWEEN\b)\s*"
    r"|(?:NOT\s+)?IN\s*\((?:\s*\w+\s*,)*\s*)\d"
    r"|\b\d+\s*(?:=|<>)\s*(?:\w+\.)?(?P<other>[a-z]\w*)"
    r"|\b(?P<case>WHEN)\s+\d")
SET_STATE = re.compile(r"\bSET\b(?:(?!\bWHERE\b).)*?\bstate\s*=(?!\s*\$)", re.DOTALL)

# Query -> why it leaves out an argument that it is given.
GAPS = {
    "resolve_referral_by_id": "called like the others of its table; a referral has no parent",
    "resolve_referral_by_number": "called like the others of its table; a referral has no parent",
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
    """Those of `shared`, which stay as they are, and of `source`."""
    macros = dict(shared)
    for name, body in MACRO.findall(source):
        text = literals_of(body.replace("\\\n", "\n") + "}", macros)
        if text is not None and len(text) == 1:
            macros.setdefault(name, text[0])
    return macros


def macros_of_headers(root: pathlib.Path, shared: dict[str, str]) -> dict[str, str]:
    """Those of `shared`, and of all headers; a header's may be made of another's."""
    sources = [path.read_text(encoding="utf-8") for path in sorted((root / "server").rglob("*.h"))]
    while True:
        before = len(shared)
        for source in sources:
            shared = macros_of(source, shared)
        if len(shared) == before:
            return shared


def queries_of(root: pathlib.Path, macros_known: dict[str, str]
               ) -> tuple[dict[str, str], list[str]]:
    """Name -> SQL of every query in the server, and what is wrong with how they are written."""
    queries: dict[str, str] = {}
    faults = []
    shared = macros_of_headers(root, macros_known)
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


def tie_faults(root: pathlib.Path) -> list[str]:
    """The macros of enums that nothing holds to the proto."""
    macros = NUMBER_MACRO.findall((root / f"{ENUMS}.h").read_text(encoding="utf-8"))
    tied = {(f"{kind}_" if kind else "") + name for kind, name
            in TIED.findall((root / f"{ENUMS}.cc").read_text(encoding="utf-8"))}
    return [f"{ENUMS}.cc does not tie SQL_{name}" for name in macros if name not in tied]


def bare_numbers(queries: dict[str, str]) -> dict[str, str]:
    """Query -> where it holds a column against a number of its own. Macros stand in it by name."""
    found: dict[str, str] = {}
    for query, sql in queries.items():
        for match in HELD_AGAINST_NUMBER.finditer(ARGUMENT_OR_TEXT.sub("?", sql)):
            if (match["column"] or match["other"]) not in QUANTITIES:
                found[query] = f"a bare number of an enum ({ENUMS}.h has names): {match[0]}"
    return found


def set_states(queries: dict[str, str]) -> dict[str, str]:
    """Query -> how it decides on a state, which is for the tables in rules."""
    return {query: "it sets a state that no table in rules gave it"
            for query, sql in queries.items() if SET_STATE.search(sql)}


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


def read_whole(step: str) -> tuple[str, str] | None:
    """How much of an alias this step of a plan reads when it is too much: all, or a range.

    A LIMIT excuses nothing: what a filter leaves out, the walk has read.
    """
    step_of = re.match(r"(SCAN|SEARCH) (\w+)(.*)", step)
    if step_of is None:
        return None
    kind, alias, how = step_of.groups()
    if "AUTOMATIC" in how:  # an index made for this run only
        return "all", alias
    if kind == "SEARCH" and "=" in how:
        return None
    return "all" if kind == "SCAN" else "a range", alias


def worked_out_for_each_row(plan: list[tuple[int, int, str]]) -> list[str]:
    """The views that a plan, of (step, step above, text), works out whole for each row it looks at."""
    above = {step: (parent, text) for step, parent, text in plan}
    found = []
    for _, parent, text in plan:
        view = re.match(r"(?:CO-ROUTINE|MATERIALIZE) (\w+)", text)
        if view is None or view[1] in SMALL_VIEWS:
            continue
        while parent:
            parent, outer = above[parent]
            if outer.startswith("CORRELATED"):
                found.append(view[1])
                break
    return found


def findings_of(queries: dict[str, str], database: sqlite3.Connection) -> dict[str, str]:
    """Query -> the steps of its plan that read the whole of a table that grows, or why it fails."""
    names = Names(database)
    findings: dict[str, str] = {}
    for query, sql in queries.items():
        arguments = {str(number): None for number in re.findall(r"\$(\d+)", sql)}
        try:
            tree = [(row[0], row[1], row[3])
                    for row in database.execute("EXPLAIN QUERY PLAN " + sql, arguments)]
            started = read_from_the_start(database, sql, arguments)
        except sqlite3.Error as error:
            findings[query] = f"it does not work: {error}"
            continue
        tables = names.tables_of(sql)
        for view in worked_out_for_each_row(tree):
            findings[query] = f"{view} is worked out whole for each row"
        for _, _, step in tree:
            found = read_whole(step)
            if found is None:
                continue
            amount, alias = found
            grown = tables.get(alias, {alias}) - SMALL
            if amount == "all" and alias in tables:
                grown &= started
            if grown:
                findings[query] = f"{findings.get(query, 'too much is read:')} {step};"
    return findings


def writing_faults(root: pathlib.Path) -> list[str]:
    """What is wrong with the queries as they are written, with the macros of enums by their names."""
    header = (root / f"{ENUMS}.h").read_text(encoding="utf-8")
    names = {f"SQL_{name}": f"SQL_{name}" for name in NUMBER_MACRO.findall(header)}
    queries, _ = queries_of(root, names)
    states = set_states(queries)
    faults = [f"{query}: {what}" for query, what in bare_numbers(queries).items()]
    faults += [f"{query}: {what}" for query, what in states.items() if query not in SETS_A_STATE]
    faults += [f"{query} may set a state, but sets none" for query in SETS_A_STATE
               if query not in states]
    return faults + tie_faults(root)


PLANTED_NUMBERS = {
    "a state": "SELECT 1 FROM match AS m WHERE m.state = 3",
    "a state that is not": "SELECT 1 FROM match AS m WHERE m.state <> 3 AND m.id = $1",
    "a list of states": "SELECT 1 FROM match AS m WHERE m.state IN (2, 3)",
    "a list of others": "SELECT 1 FROM match AS m WHERE m.state NOT IN (SQL_MATCH_STATE_ACTIVE, 2)",
    "a range of states": "SELECT 1 FROM track AS t WHERE t.state BETWEEN 1 AND 6",
    "a role the other way round": "SELECT 1 FROM account AS a WHERE 2 = a.role",
    "a case": "SELECT CASE s.debt WHEN 1 THEN 4 ELSE 2 END FROM situation AS s",
    "a column that comes later": "SELECT 1 FROM session AS s WHERE s.mood >= 4",
    "a state that is written": "UPDATE match_all SET state = 4 WHERE id = $1",
}
INNOCENT_NUMBERS = {
    "a macro": "SELECT 1 FROM match AS m WHERE m.state IN (SQL_MATCH_STATE_MEETING)",
    "an argument": "SELECT 1 FROM match AS m WHERE m.state = $2 AND ($3 = 0 OR m.id = $1)",
    "a quantity": "SELECT 1 FROM session AS s WHERE s.minutes > 0 LIMIT 1",
    "a count": "SELECT COUNT(*) + 1 FROM session AS s HAVING COUNT(*) > 2",
    "a text": "SELECT 1 FROM session AS s WHERE s.note = '1'",
}
PLANTED_STATES = {
    "a number": "UPDATE match_all SET until = $2, state = 4 WHERE id = $1",
    "a macro": "UPDATE match_all SET state = SQL_MATCH_STATE_ENDED WHERE id = $1",
    "a case": "UPDATE match_all SET state = CASE WHEN until = '' THEN $2 ELSE $3 END WHERE id = $1",
}
INNOCENT_STATES = {
    "an argument": "UPDATE match_all SET state = $2 WHERE id = $1",
    "a condition": "UPDATE match_all SET until = $2 WHERE state = SQL_MATCH_STATE_ACTIVE",
}


def misjudged() -> list[str]:
    """What this check says of planted queries where it should say something else."""
    numbers, innocent = bare_numbers(PLANTED_NUMBERS), bare_numbers(INNOCENT_NUMBERS)
    states, conditions = set_states(PLANTED_STATES), set_states(INNOCENT_STATES)
    return ([f"this check does not see {what} as a bare number" for what in PLANTED_NUMBERS
             if what not in numbers]
            + [f"this check takes {what} for a bare number" for what in innocent]
            + [f"this check does not see {what} set a state" for what in PLANTED_STATES
               if what not in states]
            + [f"this check takes {what} for setting a state" for what in conditions])


def gaps_of(queries: dict[str, str]) -> dict[str, str]:
    """Query -> the arguments below its highest that it is given and does not use."""
    gaps: dict[str, str] = {}
    for query, sql in queries.items():
        used = {int(number) for number in re.findall(r"\$(\d+)", sql)}
        unused = set(range(1, max(used, default=0))) - used
        if unused:
            gaps[query] = "it does not use " + ", ".join(f"${number}" for number in sorted(unused))
    return gaps


def blind_spots(root: pathlib.Path, queries: dict[str, str], known: dict[str, str]) -> list[str]:
    """Without an index that matters, or reading all on purpose, there must be something to find."""
    database = database_of(root)
    database.execute("DROP INDEX session_by_track")
    missed = [] if set(findings_of(queries, database)) - set(known) else ["a dropped index"]
    database = database_of(root)
    visible = database.execute("SELECT sql FROM sqlite_schema WHERE name = 'visible_consent'"
                               ).fetchone()[0]
    distinct = visible.replace("UNION ALL\n  SELECT", "UNION ALL\n  SELECT DISTINCT")
    database.executescript(f"DROP VIEW visible_consent; {distinct}")
    if "consent_by_id" not in findings_of(queries, database):
        missed.append("a view that is worked out whole for each row")
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
        "a range": "SELECT s.note FROM session AS s WHERE s.number > $1 AND s.number < $2",
        "a walk in order, filtered by what is seen":
            "SELECT h.id FROM household AS h WHERE (h.number, h.id) > ($2, $3) AND EXISTS (SELECT 1 "
            "FROM visible_household AS v WHERE v.account_id = $1 AND v.household_id = h.id) "
            "ORDER BY h.number, h.id LIMIT $4",
        "a walk in order, filtered by a column":
            "SELECT s.id FROM session AS s WHERE s.note = $1 ORDER BY s.number LIMIT 10",
        "a walk back through a log, filtered by either of two":
            "SELECT r.sequence FROM access_record AS r WHERE r.sequence < $1 "
            "AND (r.organisation_id = $2 OR EXISTS (SELECT 1 FROM access_subject AS s "
            "WHERE s.sequence = r.sequence AND s.subject = $3)) ORDER BY r.sequence DESC LIMIT 50",
    }
    found = findings_of(planted, database_of(root))
    if not gaps_of({"a gap": "SELECT s.note FROM session AS s WHERE s.id = $2"}):
        missed.append("an argument that is not used")
    return missed + [what for what in planted if what not in found]


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    queries, faults = queries_of(root, {})
    findings = findings_of(queries, database_of(root))
    faults += [f"{query}: {what}" for query, what in findings.items() if query not in ALLOWED]
    faults += [f"{query} is allowed to, but reads no whole table" for query in ALLOWED
               if query not in findings]
    gaps = gaps_of(queries)
    faults += [f"{query}: {what}" for query, what in gaps.items() if query not in GAPS]
    faults += [f"{query} may leave out an argument, but uses all" for query in GAPS
               if query not in gaps]
    faults += [f"this check does not see {what}" for what in blind_spots(root, queries, findings)]
    faults += writing_faults(root) + misjudged()
    print("\n".join(faults) or f"{len(queries)} queries read no more than they need")
    return 1 if faults or not queries else 0


if __name__ == "__main__":
    sys.exit(main())
