"""Prints the public symbols of modules that have no documentation comment, and fails if there are any.

usage: undocumented.py SOURCES SYMBOL-GRAPH…

A symbol counts if it is declared below SOURCES, but not in a folder `Generated`. The comment has to begin
with a sentence, and not with parameters. Extensions need none: what they add has its own.
"""

import json
import pathlib
import sys


def is_documented(symbol):
    lines = [line["text"].strip() for line in symbol.get("docComment", {}).get("lines", [])]
    return any(lines) and not next(filter(None, lines)).startswith("- ")


def declaration(symbol, sources):
    """The file and line of a symbol's declaration; None if that isn't below the sources."""
    location = symbol.get("location")
    if not location or "::SYNTHESIZED::" in symbol["identifier"]["precise"]:
        return None
    file = pathlib.Path(location["uri"].removeprefix("file://"))
    if not file.is_relative_to(sources):
        return None
    return file.relative_to(sources.parent), location["position"]["line"] + 1


def main():
    sources, *graphs = map(pathlib.Path, sys.argv[1:])
    sources = sources.resolve()
    declared, undocumented = 0, set()
    for graph in graphs:
        for symbol in json.loads(graph.read_text())["symbols"]:
            place = declaration(symbol, sources)
            if not place:
                continue
            declared += 1
            file, line = place
            if "Generated" in file.parts or symbol["kind"]["identifier"] == "swift.extension":
                continue
            if not is_documented(symbol):
                name = ".".join(symbol["pathComponents"])
                undocumented.add(f"{file}:{line}: {name} has no comment")
    if not declared:
        sys.exit(f"the symbol graphs have no symbol of {sources}")
    for fault in sorted(undocumented):
        print(fault)
    sys.exit(bool(undocumented))


main()
