#!/usr/bin/env python3
"""Checks that each folder includes only what the architecture allows it to."""

import pathlib
import re
import sys

# Folder -> folders it may include, itself aside. "grpc" stands for gRPC's headers.
ALLOWED = {
    "server/base": {"proto"},
    "server/db": {"server/base"},
    "server/rules": {"server/base", "proto"},
    "server/sheet": {"server/base", "proto"},
    "server/statistics": {"server/base", "proto"},
    "server/store": {"server/db", "server/base", "proto"},
    "server/rpc": {"server/store", "server/db", "server/base", "proto", "grpc"},
    "server/service": {"server/rules", "server/sheet", "server/statistics", "server/store",
                       "server/rpc", "server/db", "server/base", "proto"},
    "server": {"server/service", "server/rpc", "server/store", "server/db", "server/base", "proto"},
    "client": {"proto", "grpc"},
    "client/audit": set(),  # shares nothing with what it judges
}
# Of rpc, a use case knows what the door hands it and how tokens are made; the table knows methods.
SERVICE_MAY = {"server/rpc/call.h", "server/rpc/token.h", "server/rpc/method.h"}


def folder_of(include: str) -> str | None:
    if include.startswith(("kansrijk/v1/", "google/rpc/")):
        return "proto"
    if include.startswith(("grpcpp/", "grpc/")):
        return "grpc"
    if include.startswith(("server/", "client/", "tests/")):
        return str(pathlib.PurePosixPath(include).parent)
    return None


def faults_of(path: pathlib.Path, root: pathlib.Path) -> list[str]:
    name = path.relative_to(root).as_posix()
    folder = str(pathlib.PurePosixPath(name).parent)
    faults = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.match(r'#include ["<]([^">]+)[">]', line)
        used = folder_of(match.group(1)) if match else None
        if used is None or used == folder:
            continue
        allowed = used in ALLOWED[folder]
        if folder == "server/service" and used == "server/rpc":
            allowed = match.group(1) in SERVICE_MAY
        if not allowed:
            faults.append(f"{name}:{number}: {folder} may not include {match.group(1)}")
    return faults


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    files = [path for top in ("server", "client") for path in sorted((root / top).rglob("*.*"))
             if path.suffix in (".cc", ".h")]
    faults = [fault for path in files for fault in faults_of(path, root)]
    print("\n".join(faults) or f"{len(files)} files keep to their layers")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
