"""Prints the public symbols of modules that have no documentation comment, and fails if there are any.

usage: undocumented.py SOURCES SYMBOL-GRAPH…

A symbol counts if it is declared below SOURCES, but not in a folder `Generated`. The comment has to begin
with a sentence, and not with parameters. Extensions need no comment, but their members do.
"""

import json
import pathlib
import sys


def is_documented(symbol):
    lines = [line["text"].strip() for line in symbol.get("docComment", {}).get("lines", [])]
    return any(lines) and not next(filter(None, lines)).startswith("- ")


def place(symbol, sources):
    """Returns where a symbol is declared, or None if it doesn't count."""
    location = symbol.get("location")
    if not location or symbol["kind"]["identifier"] == "swift.extension":
        return None
    if "::SYNTHESIZED::" in symbol["identifier"]["precise"]:
        return None
    file = pathlib.Path(location["uri"].removeprefix("file://"))
    if not file.is_relative_to(sources) or "Generated" in file.parts:
        return None
    return f"{file.relative_to(sources.parent)}:{location['position']['line'] + 1}"


def main():
    sources, *graphs = map(pathlib.Path, sys.argv[1:])
    sources = sources.resolve()
    found, looked_at = set(), 0
    for graph in graphs:
        for symbol in json.loads(graph.read_text())["symbols"]:
            where = place(symbol, sources)
            looked_at += where is not None
            if where and not is_documented(symbol):
                found.add(f"{where}: {'.'.join(symbol['pathComponents'])} is not documented")
    if not looked_at:
        sys.exit("there is no public symbol: are these the right symbol graphs?")
    print(*sorted(found), sep="\n", end="\n" if found else "")
    sys.exit(bool(found))


main()
