#!/usr/bin/env python3
"""Checks that each room includes only what the architecture allows: layers first, areas inside."""

import pathlib
import re
import sys

# Room -> rooms it may include, itself aside. "grpc" stands for gRPC's headers.
ALLOWED = {
    "server/base": {"proto"},
    "server/facts": {"server/base", "proto"},
    "server/db": {"server/base"},
    "server/rules": {"server/facts", "server/base", "proto"},
    "server/sheet": {"server/facts", "server/base", "proto"},
    "server/statistics": {"server/base", "proto"},
    "server/store": {"server/db", "server/facts", "server/base", "proto"},
    "server/rpc": {"server/store", "server/db", "server/facts", "server/base", "proto", "grpc"},
    "server/service": {"server/rules", "server/sheet", "server/statistics", "server/store",
                       "server/rpc", "server/db", "server/facts", "server/base", "proto"},
    "server": {"server/service", "server/rpc", "server/store", "server/db", "server/facts",
               "server/base", "proto"},
    "client/message": {"proto"},
    "client/table": {"client/message", "proto"},
    "client/shell": {"client/table", "client/message", "proto", "grpc"},
    "client/screen": {"client/shell", "client/table", "client/message", "proto"},
    "client/report": {"client/shell", "client/message", "proto"},
    "client": {"client/screen", "client/report", "client/shell", "client/table", "client/message",
               "proto", "grpc"},
    "client/audit": set(),  # shares nothing with what it judges
}
# Of rpc, a use case knows what the door hands it and how tokens are made; the table knows methods.
SERVICE_MAY = {"server/rpc/call.h", "server/rpc/token.h", "server/rpc/method.h"}

# Layers with areas inside, and the areas: each may include those before it. What stands in a layer
# outside its areas is for all of them; only the table of methods knows them all.
AREAS = ["office", "people", "buddy", "track", "goal", "academie", "exchange", "statistics", "import"]
APART = {("import", "statistics")}  # neither knows the other
WITH_AREAS = ("server/rules", "server/store", "server/service")
KNOWS_ALL_AREAS = {"server/service/methods.cc"}

# The check itself, tried: file, include, whether it may.
TRIED = [
    ("server/store/track/session.cc", "server/store/people/household.h", True),
    ("server/store/people/household.cc", "server/store/track/session.h", False),
    ("server/service/people/household.cc", "server/rules/track/session.h", False),
    ("server/service/import/import.cc", "server/service/statistics/statistics.h", False),
    ("server/store/scope.h", "server/store/people/household.h", False),
    ("server/service/methods.cc", "server/service/import/import.h", True),
    ("server/rules/track/session.cc", "server/store/track/session.h", False),
    ("server/service/track/session.cc", "server/rpc/door.h", False),
    ("server/service/track/session.cc", "server/rpc/call.h", True),
    ("client/table/cell.cc", "client/shell/call.h", False),
    ("client/audit/judge.cc", "client/message/text.h", False),
    ("server/facts/certificate.h", "server/base/civil.h", True),
    ("server/base/civil.h", "server/facts/certificate.h", False),
]


def place_of(path: str) -> tuple[str, str]:
    """Room and area of a file: "server/store", "track"."""
    folder = str(pathlib.PurePosixPath(path).parent)
    for layer in WITH_AREAS:
        if folder.startswith(layer + "/"):
            return layer, folder.removeprefix(layer + "/")
    return folder, ""


def target_of(include: str) -> tuple[str, str] | None:
    if include.startswith(("kansrijk/v1/", "google/rpc/")):
        return "proto", ""
    if include.startswith(("grpcpp/", "grpc/")):
        return "grpc", ""
    if include.startswith(("server/", "client/", "tests/")):
        return place_of(include)
    return None


def may_include(path: str, include: str) -> bool:
    target = target_of(include)
    if target is None:
        return True
    (room, area), (used, other) = place_of(path), target
    if room == "server/service" and used == "server/rpc" and include not in SERVICE_MAY:
        return False
    if used != room and used not in ALLOWED[room]:
        return False
    if not other or path in KNOWS_ALL_AREAS or room not in WITH_AREAS:
        return True
    if not area or (area, other) in APART:
        return False
    return AREAS.index(other) <= AREAS.index(area)


def faults_of(path: pathlib.Path, root: pathlib.Path) -> list[str]:
    name = path.relative_to(root).as_posix()
    room, area = place_of(name)
    if room not in ALLOWED or (area and area not in AREAS):
        return [f"{name}: no room of the architecture"]
    faults = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.match(r'#include ["<]([^">]+)[">]', line)
        if match and not may_include(name, match.group(1)):
            faults.append(f"{name}:{number}: {'/'.join(filter(None, (room, area)))} may not include "
                          f"{match.group(1)}")
    return faults


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    files = [path for top in ("server", "client") for path in sorted((root / top).rglob("*.*"))
             if path.suffix in (".cc", ".h")]
    faults = [f"misjudged: {path} includes {include}" for path, include, may in TRIED
              if may_include(path, include) != may]
    faults += [fault for path in files for fault in faults_of(path, root)]
    print("\n".join(faults) or f"{len(files)} files keep to their layers and areas")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
