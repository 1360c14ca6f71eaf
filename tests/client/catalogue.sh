#!/bin/sh
# Usage: catalogue.sh XGETTEXT MSGCMP CLIENT_SOURCES WORK_DIR
# Fails when a text of the sources is missing, untranslated or fuzzy in the Dutch catalogue.
set -eu
"$1" --language=C++ --from-code=UTF-8 -k_ -kN_ -kCounted:2,3 -kPlural:1,2 -o "$4/kansrijk.pot" $(find "$3" -name audit -prune -o -name "*.cc" -print -o -name "*.h" -print)
"$2" "$3/po/nl.po" "$4/kansrijk.pot"
