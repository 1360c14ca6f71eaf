#!/usr/bin/env python3
"""Checks that no sentence that people read has a name of the API in it: a field, a path, a resource
name, a value of an enum. In a sentence of the server such a name stands between backquotes, as data
that the command line says in people's words. Commands and flags that sentences name must exist.

Usage: sentences.py SOURCE_DIR"""

import pathlib
import re
import sys

# Folders of which every text with a space is a sentence; elsewhere only those of kinds of errors.
PROSE = ["server/rules", "server/sheet"]
# Ordinary abbreviations that values of enums are called after.
WORDS = {"VMBO", "MBO", "HBO", "WO"}
STRING = r'"((?:[^"\\]|\\.)*)"'


class Api:
    """What the protos have names for."""

    def __init__(self, protos: str):
        bare = re.sub(r"//[^\n]*", "", protos)
        self.fields = set(re.findall(r"\b(\w+) = \d+(?: \[|;)", bare)) | {"request"}
        self.values = set()
        self.short = set()
        for body in re.findall(r"\benum \w+ \{(.*?)\n\}", bare, re.S):
            names = re.findall(r"\b([A-Z]\w+) = \d+", body)
            prefix = names[0].removesuffix("UNSPECIFIED")
            self.values.update(names)
            self.short.update(name.removeprefix(prefix) for name in names)
        self.short -= WORDS
        self.collections = set(re.findall(r"\b([a-z]\w+s)/\{", protos)) | {"items", "instruments"}

    def names_in(self, sentence: str) -> list[str]:
        """The names of the API in a sentence."""
        found = re.findall(r"kansrijk\.v1\S*", sentence)
        found += [word for word in re.findall(r"\b[a-z]\w*_\w+", sentence) if word in self.fields]
        found += [whole for whole, root, field in
                  re.findall(r"\b((\w+)(?:\[\d*\])?\.([a-z]\w*))\b", sentence)
                  if root in self.fields and field in self.fields]
        found += [whole for whole, root in re.findall(r"(?<!/)\b((\w+)/[\w-]+)", sentence)
                  if root in self.collections]
        found += [word for word in re.findall(r"\b[A-Z][A-Z0-9_]+\b", sentence)
                  if word in self.values or word in self.short]
        return found

    def is_name(self, quoted: str) -> bool:
        """Whether the command line can say what stands between backquotes."""
        return all(re.fullmatch(r"\$\d", name) or name in self.values or
                   re.sub(r"^.*\.", "", name) in self.fields for name in quoted.split(", "))


class Commands:
    """What can be typed."""

    def __init__(self, sources: str):
        self.words = set(re.findall(r'\.words = "([^"]+)"', sources))
        self.words.update(re.findall(r'\{"([a-z]+ [a-z-]+)",\s*N_\(', sources))
        self.nouns = {words.split()[0] for words in self.words}
        self.flags = set(re.findall(r'\{(?:\.name = )?"([a-z-]+)"', sources))

    def unknown_in(self, sentence: str) -> list[str]:
        """The commands and flags in a sentence that there are not."""
        found = []
        for noun, verb in re.findall(r"\bkansrijk ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?", sentence):
            if not {noun, f"{noun} {verb}".strip()} & (self.words if verb else self.nouns):
                found.append(f"kansrijk {noun} {verb}".strip())
        found += ["--" + flag for flag in re.findall(r"--([a-z][a-z-]*)", sentence)
                  if flag not in self.flags]
        return found


def faults_in(sentence: str, api: Api, commands: Commands, may_quote: bool) -> list[str]:
    """What is wrong with a sentence."""
    quoted = re.findall(r"`([^`]*)`", sentence) if may_quote else []
    bare = re.sub(r"`[^`]*`", "", sentence) if may_quote else sentence
    return ([f"{name} is a name of the API" for name in api.names_in(bare)] +
            [f"{name} is no name that the command line can say" for name in quoted
             if not api.is_name(name)] +
            [f"{typed} does not exist" for typed in commands.unknown_in(bare)] +
            (["a backquote is left"] if "`" in bare else []))


def joined(code: str) -> str:
    """Code without comments and letters by themselves, each text in one piece."""
    without = re.sub(r"'\\?.'", "' '", re.sub(r"//[^\n]*", "", code))
    return re.sub(r'"\s*\n\s*"', "", without)


def unescaped(text: str) -> str:
    return text.replace('\\"', '"').replace("\\n", "\n")


def server_sentences(root: pathlib.Path):
    """File and sentence: of kinds of errors and findings, and other prose."""
    for path in sorted(root.glob("server/**/*")):
        if path.suffix not in {".h", ".cc"}:
            continue
        name = str(path.relative_to(root))
        code = joined(path.read_text())
        if not any(name.startswith(folder) for folder in PROSE):
            kinds = re.findall(r"constexpr (?:Error|Finding)Kind k\w+\s*\{(.*?)\};", code, re.S)
            code = "\n".join(kinds)
        for text in re.findall(STRING, re.sub(r"#include .*", "", code)):
            if " " in text:
                yield name, unescaped(text)


def catalogue_sentences(root: pathlib.Path):
    """Texts of the command line in both languages. A value's own name is a key, and no text."""
    text = re.sub(r'"\n"', "", (root / "client/po/nl.po").read_text())
    for kind, said in re.findall(rf"^(msgid\w*|msgstr\S*) {STRING}", text, re.M):
        if not (kind == "msgid" and re.fullmatch(r"[A-Z][A-Z0-9_]*", said)):
            yield "client/po/nl.po", unescaped(said)


def printed_sentences(root: pathlib.Path):
    """What the command line printed when it refused."""
    for path in sorted(root.glob("tests/cli/*.golden")):
        for line in path.read_text().splitlines():
            if line.startswith("kansrijk: "):
                yield str(path.relative_to(root)), line.removeprefix("kansrijk: ")


def try_out(api: Api, commands: Commands) -> None:
    """The check itself, on sentences with and without names."""
    for sentence in ["session.note is required", "record participation_consent_date first",
                     "assessment.scores[1].level must be 1", "households/H-9999 not found",
                     "tracks/-/sessions/S-9999 not found", "kansrijk.v1.Track is unknown",
                     "T1 is TRACK_STATE_PAUSED", "T1 is PAUSED", "DECIDE needs a note",
                     "no `session.note` here"]:
        assert faults_in(sentence, api, commands, False), sentence
    for sentence in ["`sesion.nota` is required", "`TRACK_STATE_PAUSE` it is", "`$0 is `$1`",
                     "see kansrijk track upset T1", "give --consent-dat"]:
        assert faults_in(sentence, api, commands, True), sentence
    for sentence in ["`session.note` is required", "$0 is $1", "`$0` needs `TRACK_VERB_CLOSE, "
                     "TRACK_VERB_DROP_OUT`", "kansrijk track update $0 --consent-date",
                     "write nieuw in import_keuze", "MBO or HBO", "12:sessies.csv:3", "AND/OR"]:
        assert not faults_in(sentence, api, commands, True), sentence


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    api = Api("\n".join(path.read_text() for path in sorted(root.glob("proto/**/*.proto"))))
    commands = Commands("\n".join(path.read_text() for path in sorted(root.glob("client/**/*.cc"))))
    try_out(api, commands)
    found = 0
    total = 0
    for sentences, may_quote in [(server_sentences, True), (catalogue_sentences, False),
                                 (printed_sentences, False)]:
        seen = 0
        for where, sentence in sentences(root):
            seen += 1
            for fault in faults_in(sentence, api, commands, may_quote):
                print(f"{where}: {fault}: {sentence}")
                found += 1
        assert seen > 0, sentences.__name__
        total += seen
    print(f"{total} sentences, {found} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
