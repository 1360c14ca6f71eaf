#!/usr/bin/env python3
"""Opens reports in a real browser: what a screen reader gets, what is seen, what is printed.

Usage: report.py REPORT_SAMPLE [KEEP_DIR]
REPORT_SAMPLE writes the pages; screenshots and PDFs stay in KEEP_DIR. 77: there is no browser."""

import base64
import contextlib
import fcntl
import json
import os
import pathlib
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib

SECONDS_MAX = 90
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--hide-scrollbars", "--remote-debugging-pipe"]
CONTRAST_MIN = 4.5
WIDTHS = {"desktop": 1100, "telephone": 360}

# Texts whose colour stands out too little from what is behind them.
FAINT_TEXTS = """(() => {
  const light = (c) => { c /= 255; return c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4; };
  const luminance = ([r, g, b]) => .2126 * light(r) + .7152 * light(g) + .0722 * light(b);
  const numbers = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const c = numbers(getComputedStyle(element).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest('.hidden, title, desc')) continue;
    const style = getComputedStyle(parent);
    const ink = numbers(parent.closest('svg') ? style.fill : style.color);
    const [a, b] = [luminance(ink), luminance(behind(parent))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (!(ratio >= %s)) faint.push(node.data.trim().slice(0, 40) + ' ' + ratio.toFixed(2));
  }
  return faint;
})()""" % CONTRAST_MIN


class Browser:
    """A browser with a profile of its own, spoken to over a pipe."""

    def __init__(self, program: str, profile: str):
        to_child, self.out = os.pipe()
        self.into, from_child = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in (to_child, from_child)]

        def place():  # the browser reads from 3 and writes to 4
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        self.process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"], close_fds=False,
            preexec_fn=place, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        for end in (to_child, from_child, *ends):
            os.close(end)
        self.until = time.monotonic() + SECONDS_MAX
        self.rest = b""
        self.number = 0
        self.events: list[dict] = []

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def receive(self) -> dict:
        while b"\0" not in self.rest:
            left = self.until - time.monotonic()
            if left <= 0 or not select.select([self.into], [], [], left)[0]:
                raise TimeoutError("the browser does not answer")
            part = os.read(self.into, 1 << 20)
            if not part:
                raise EOFError("the browser has gone")
            self.rest += part
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def call(self, method: str, session: str | None = None, **params) -> dict:
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.out, data):]
        while True:
            answer = self.receive()
            if answer.get("id") != self.number:
                self.events.append(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']}")
            else:
                return answer["result"]

    def wait_for(self, event: str) -> None:
        while not any(seen.get("method") == event for seen in self.events):
            self.events.append(self.receive())


class Page:
    def __init__(self, browser: Browser, path: pathlib.Path):
        self.browser = browser
        browser.events.clear()
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=target,
                                    flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Accessibility", "Log", "Runtime"):
            self.call(f"{domain}.enable")
        self.call("Page.navigate", url=path.as_uri())
        browser.wait_for("Page.loadEventFired")

    def call(self, method: str, **params) -> dict:
        return self.browser.call(method, self.session, **params)

    def evaluate(self, expression: str):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"]["value"]

    def resize(self, width: int) -> None:
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900,
                  deviceScaleFactor=1, mobile=False)

    def screenshot(self) -> bytes:
        return base64.b64decode(self.call("Page.captureScreenshot", format="png",
                                          captureBeyondViewport=True)["data"])

    def pdf(self) -> bytes:
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"])

    def nodes(self) -> list[dict]:
        return [Node(node) for node in self.call("Accessibility.getFullAXTree")["nodes"]
                if not node.get("ignored")]


class Node:
    """A node of the accessibility tree: what a screen reader tells."""

    def __init__(self, node: dict):
        self.role = node.get("role", {}).get("value", "")
        self.name = node.get("name", {}).get("value", "")
        self.description = node.get("description", {}).get("value", "")
        self.level = next((p["value"]["value"] for p in node.get("properties", [])
                           if p["name"] == "level"), None)


class Faults:
    def __init__(self, page: str):
        self.page = page
        self.found: list[str] = []

    def check(self, holds: bool, what: str) -> None:
        if not holds:
            self.found.append(f"{self.page}: {what}")


def size_of(png: bytes) -> tuple[int, int]:
    return struct.unpack(">II", png[16:24])


def lines_of(png: bytes) -> set[bytes]:
    """The different lines of pixels, filtered as they are: one or two when nothing is drawn."""
    data, place = b"", 8
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place:place + 8])
        if kind == b"IDAT":
            data += png[place + 8:place + 8 + length]
        place += length + 12
    width, height = size_of(png)
    pixels = zlib.decompress(data)
    row = len(pixels) // height
    assert row >= width, "a line of pixels is shorter than the picture is wide"
    return {pixels[i * row:(i + 1) * row] for i in range(height)}


def check_tree(nodes: list[Node], expected: dict, faults: Faults) -> None:
    def named(role: str) -> list[str]:
        return [node.name for node in nodes if node.role == role]

    headings = [node for node in nodes if node.role == "heading"]
    faults.check([h.name for h in headings if h.level == 1] == [expected["title"]], "one h1")
    for name in expected["headings"]:
        faults.check(any(h.name == name and h.level == 2 for h in headings), f"heading {name!r}")
    levels = [h.level for h in headings]
    faults.check(levels[:1] == [1] and max(levels) == 2, f"levels of headings: {levels}")
    for role in ("main", "navigation", "contentinfo"):
        faults.check(role in {node.role for node in nodes}, f"landmark {role}")
    tables = named("table")
    faults.check(len(tables) == expected["tables"] and all(tables), f"tables with names: {tables}")
    columns, rows = named("columnheader"), named("rowheader")
    faults.check(set(expected["columns"]) <= set(columns), f"column headers: {columns}")
    faults.check(set(expected["rows"]) <= set(rows), f"row headers: {rows}")
    images = [node for node in nodes if node.role in ("image", "img")]
    faults.check(len(images) == expected["images"], f"{len(images)} images")
    faults.check(all(image.name and image.description for image in images),
                 "every image has a name and a description")
    faults.check(not any(cell == "0" or cell.startswith("0 ") for cell in named("cell")),
                 "no cell tells zero")
    faults.check(bool(named("link")) and all(named("link")), "links with names")
    texts = " ".join(node.name for node in nodes if node.role == "StaticText")
    for text in expected["texts"]:
        faults.check(text in texts, f"text {text!r}")


def check_looks(page: Page, name: str, keep: pathlib.Path, faults: Faults) -> None:
    faults.check(page.evaluate(FAINT_TEXTS) == [], f"contrast: {page.evaluate(FAINT_TEXTS)}")
    for device, width in WIDTHS.items():
        page.resize(width)
        png = page.screenshot()
        (keep / f"{name}-{device}.png").write_bytes(png)
        faults.check(size_of(png)[0] == width and size_of(png)[1] >= 900,
                     f"size on a {device}: {size_of(png)}")
        faults.check(len(lines_of(png)) > 100, f"blank on a {device}")
        scrolled = page.evaluate("document.scrollingElement.scrollWidth")
        faults.check(scrolled <= width, f"{scrolled} wide on a {device}")
    pdf = page.pdf()
    (keep / f"{name}.pdf").write_bytes(pdf)
    faults.check(pdf.startswith(b"%PDF-") and len(pdf) > 10_000, "prints")


def check_page(browser: Browser, path: pathlib.Path, expected: dict,
               keep: pathlib.Path) -> list[str]:
    faults = Faults(path.name)
    page = Page(browser, path)
    faults.check(page.evaluate("document.documentElement.lang") == expected["lang"], "language")
    faults.check(page.evaluate("document.title") == expected["title"], "title")
    check_tree(page.nodes(), expected, faults)
    check_looks(page, path.stem, keep, faults)
    for event in browser.events:
        if event.get("method") == "Network.requestWillBeSent":
            url = event["params"]["request"]["url"]
            faults.check(url == path.as_uri(), f"asks for {url}")
        if event.get("method") == "Log.entryAdded":
            faults.check(False, f"the browser warns: {event['params']['entry']['text']}")
    return faults.found


EXPECTED = {
    "nl.html": {
        "lang": "nl", "title": "Uitkomsten 2023-H2", "tables": 1, "images": 1,
        "headings": ["Inhoud", "Uit de bijstand", "Buddy's met een certificaat",
                     "Over deze cijfers"],
        "columns": ["Wijk", "Periode", "naar werk", "naar ander inkomen"],
        "rows": ["totaal", "Beijum", "Lewenborg & <i>De Hunze</i>", "eerste helft van 2023"],
        "texts": ["niet getoond", "kan niet voorkomen", "Een punt (.) betekent",
                  "Deze tabel toont nog geen cijfers"],
    },
    "en.html": {
        "lang": "en", "title": "Outcomes 2023-H2", "tables": 1, "images": 1,
        "headings": ["Contents", "Off social assistance", "Buddies with a certificate"],
        "columns": ["Neighbourhood", "Period", "to work", "to other income"],
        "rows": ["total", "Beijum", "second half of 2023"],
        "texts": ["not shown", "cannot exist", "A point (.) means"],
    },
    "withheld.html": {
        "lang": "nl", "title": "Uitkomsten 2023-H2", "tables": 0, "images": 0,
        "headings": ["Uit de bijstand", "Buddy's met een certificaat"],
        "columns": [], "rows": [],
        "texts": ["Deze publicatie toont nog geen cijfers. Het programma is klein"],
    },
}


def main() -> int:
    program = shutil.which("chromium")
    if program is None:
        print("no chromium here: not checked")
        return 77
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        profile = stack.enter_context(
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        keep = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else folder
        subprocess.run([sys.argv[1], str(folder)], check=True)
        browser = Browser(program, profile)
        stack.callback(browser.close)
        faults = [fault for name, expected in EXPECTED.items()
                  for fault in check_page(browser, folder / name, expected, keep)]
    print("\n".join(faults) or f"{len(EXPECTED)} reports are read, seen and printed well")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
