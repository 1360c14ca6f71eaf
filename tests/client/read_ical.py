"""Usage: read_ical.py FILE. Prints each event of an iCalendar file as an independent parser reads it.

Fails on what RFC 5545 forbids and the parser lets through: bare line feeds, lines over 75 octets.
"""
import sys

from icalendar import Calendar


def main(path):
    data = open(path, "rb").read()
    for line in data.split(b"\r\n"):
        assert b"\n" not in line and b"\r" not in line, line
        assert len(line) <= 75, line
    assert data.endswith(b"END:VCALENDAR\r\n")
    calendar = Calendar.from_ical(data)
    print("calendar", calendar["VERSION"], calendar["PRODID"])
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        print("|".join(
            [str(event["UID"]), event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat(),
             str(event["SUMMARY"]), str(event.get("LOCATION", "")), str(event["STATUS"]),
             event["DTSTAMP"].dt.isoformat(), event["LAST-MODIFIED"].dt.isoformat()]))


main(sys.argv[1])
