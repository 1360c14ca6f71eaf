#!/usr/bin/env python3
"""Checks deploy/sample/move-dates on the sample programme, and on copies of it that are spoilt."""

import csv
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(sys.argv.pop(1))
TOOL = SOURCE / "deploy/sample/move-dates"
SAMPLE = SOURCE / "deploy/sample/kansrijk-oost-2022-2023"
TODAY = datetime.date(2026, 11, 27)
DATE = re.compile(rb"\b\d{1,2}-\d{1,2}-\d{4}\b")


def run(*arguments) -> subprocess.CompletedProcess:
    return subprocess.run([TOOL, *map(str, arguments)], capture_output=True, text=True, check=False)


def day(text: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text, "%d-%m-%Y").date()
    except ValueError:
        return None


def rows(directory: pathlib.Path, name: str) -> list[dict[str, str]]:
    encoding = "cp1252" if name == "organisaties" else "utf-8-sig"
    with open(directory / f"{name}.csv", encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


class MoveDates(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.scratch = pathlib.Path(scratch.name)
        self.moved = self.scratch / "moved"

    def move(self, source: pathlib.Path = SAMPLE, today: datetime.date = TODAY):
        return run(source, self.moved, "--today", today)

    def spoilt(self, file: str, old: bytes, new: bytes) -> pathlib.Path:
        """A copy of the sample in which one text in a file is another."""
        copy = self.scratch / "spoilt"
        copy.mkdir(exist_ok=True)
        for path in SAMPLE.glob("*.csv"):
            (copy / path.name).write_bytes(path.read_bytes())
        content = (copy / file).read_bytes()
        self.assertIn(old, content)
        (copy / file).write_bytes(content.replace(old, new, 1))
        return copy

    def assert_refuses(self, source: pathlib.Path, *words: str):
        ran = self.move(source)
        self.assertEqual(ran.returncode, 65, ran.stdout)
        for word in words:
            self.assertIn(word, ran.stderr)
        self.assertFalse(self.moved.exists())

    def test_changes_nothing_but_the_digits_of_dates(self):
        before = {path.name: path.read_bytes() for path in SAMPLE.iterdir()}
        self.assertEqual(self.move().returncode, 0)
        self.assertEqual({path.name: path.read_bytes() for path in SAMPLE.iterdir()}, before)
        self.assertEqual({path.name for path in self.moved.iterdir()},
                         {path.name for path in SAMPLE.glob("*.csv")})
        for path in self.moved.iterdir():
            self.assertEqual(DATE.sub(b"", path.read_bytes()), DATE.sub(b"", before[path.name]))

    def test_moves_every_date_by_whole_weeks_and_leaves_no_calendar_day_behind(self):
        self.move()
        for path in SAMPLE.glob("*.csv"):
            old = [found.decode() for found in DATE.findall(path.read_bytes())]
            new = [found.decode() for found in DATE.findall((self.moved / path.name).read_bytes())]
            for was, became in zip(old, new, strict=True):
                if day(was) is None:
                    self.assertEqual(became, was)  # 31-02-2023, which an import refuses
                    continue
                weeks, rest = divmod((day(became) - day(was)).days, 7)
                self.assertEqual(rest, 0, f"{path.name}: {was} became {became}")
                self.assertGreaterEqual(weeks, 152)

    def test_puts_the_last_day_within_the_week_before_today(self):
        for later in range(14):
            today = TODAY + datetime.timedelta(days=later)
            with tempfile.TemporaryDirectory() as scratch:
                self.moved = pathlib.Path(scratch) / "moved"
                self.move(today=today)
                last = datetime.date.fromisoformat(run("--last-day", self.moved).stdout.strip())
                self.assertIn((today - last).days, range(1, 8))
                self.assertEqual(last.weekday(), datetime.date(2023, 12, 22).weekday())

    def test_moves_what_is_over_by_the_same_weeks(self):
        self.move()
        for name, column, state, over in (
                ("sessies", "datum", None, ()), ("leden", "geboortedatum", None, ()),
                ("koppelingen", "van", None, ()), ("doelen", "behaald_op", "status", ("behaald",)),
                ("trajecten", "gestart_op", "status", ("afgesloten", "uitval", "actief", "nazorg"))):
            for old, new in zip(rows(SAMPLE, name), rows(self.moved, name), strict=True):
                if day(old[column]) is None or (state and old[state] not in over):
                    continue
                self.assertEqual(day(new[column]) - day(old[column]), datetime.timedelta(weeks=152))

    def test_leaves_nothing_open_that_is_overdue_by_more_than_four_weeks(self):
        self.move()
        grace = datetime.date(2026, 11, 20) - datetime.timedelta(weeks=4)
        open_goals = [row for row in rows(self.moved, "doelen")
                      if row["status"] in ("afgesproken", "lopend") and row["pijler"] != "ruimtevaart"]
        self.assertGreater(len(open_goals), 20)
        for goal in open_goals:
            self.assertGreaterEqual(day(goal["streefdatum"]), grace)
            self.assertLess(day(goal["afgesproken_op"]), TODAY)
        for buddy in rows(self.moved, "buddys"):
            end = day(buddy["vog_datum"]) + datetime.timedelta(weeks=156)
            self.assertGreaterEqual(end, grace)
            self.assertLess(day(buddy["vog_datum"]), TODAY)

    def test_moves_the_situation_of_who_waits_along_with_the_application(self):
        self.move()
        situations = {row["deelnemer"]: row["datum"] for row in rows(self.moved, "situaties")}
        waiting = [row for row in rows(self.moved, "trajecten")
                   if row["status"] in ("aangemeld", "wachtlijst")]
        self.assertEqual(len(waiting), 3)
        for track in waiting:
            self.assertEqual(day(situations[track["deelnemer"]]), day(track["aangemeld_op"]))
            self.assertLess((TODAY - day(track["aangemeld_op"])).days, 80)

    def test_moves_an_open_goal_that_has_no_date_of_agreement(self):
        self.move(self.spoilt("doelen.csv", b"02-11-2022;01-05-2023;afgesproken",
                              b";01-05-2023;afgesproken"))
        goals = [row for row in rows(self.moved, "doelen") if not row["afgesproken_op"]]
        self.assertEqual([row["streefdatum"] for row in goals], ["29-03-2027"])

    def test_moving_what_was_moved_changes_nothing(self):
        self.move()
        again = self.scratch / "again"
        self.assertEqual(run(self.moved, again, "--today", TODAY).returncode, 0)
        for path in self.moved.iterdir():
            self.assertEqual((again / path.name).read_bytes(), path.read_bytes())

    def test_keeps_leading_zeros_where_there_were_any(self):
        self.move()
        first = rows(self.moved, "leden")[0]["geboortedatum"]  # 6-2-1998
        third = rows(self.moved, "leden")[2]["geboortedatum"]  # 05-04-2018
        self.assertEqual((first, third), ("5-1-2001", "04-03-2021"))

    def test_refuses_a_date_in_another_form(self):
        for form in (b"2022-07-09", b"07/09/2022", b"7 sept 2022", b"07-09-22"):
            self.assert_refuses(self.spoilt("bijeenkomsten.csv", b"07-09-2022", form),
                                "bijeenkomsten.csv:2: datum", form.decode())

    def test_refuses_a_date_where_none_is_known(self):
        self.assert_refuses(self.spoilt("huishoudens.csv", b"Beijum", b"sinds 3-1-2022"),
                            "huishoudens.csv:2: wijk")
        self.assert_refuses(self.spoilt("leden.csv", b"Kuipers", b"2022-01-03"),
                            "leden.csv:2: achternaam")

    def test_refuses_a_column_of_dates_that_is_missing(self):
        self.assert_refuses(self.spoilt("buddys.csv", b"vog_datum", b"vog"), "buddys.csv", "vog_datum")

    def test_refuses_an_unknown_file_a_loose_quote_and_utf_16(self):
        copy = self.spoilt("organisaties.csv", b"KO", b"KO")
        (copy / "afspraken.csv").write_bytes(b"traject;datum\r\nT0001;3-1-2022\r\n")
        self.assert_refuses(copy, "afspraken.csv")
        (copy / "afspraken.csv").unlink()
        self.assert_refuses(self.spoilt("leden.csv", b"Kuipers", b'"Kuipers'), "leden.csv:2", "quote")
        (copy / "leden.csv").write_bytes("code\r\n".encode("utf-16"))
        self.assert_refuses(copy, "leden.csv", "UTF-16")

    def test_refuses_to_write_into_a_directory_that_has_files(self):
        self.moved.mkdir()
        (self.moved / "leden.csv").write_bytes(b"mine")
        self.assertEqual(self.move().returncode, 65)
        self.assertEqual((self.moved / "leden.csv").read_bytes(), b"mine")


if __name__ == "__main__":
    unittest.main()
