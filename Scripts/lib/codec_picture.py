"""Draws the codec's tables of Benchmarks/README.md, which is read from standard input, as SVG.

For each contestant there is a row of dots: one for each case, at the contestant's time divided by ours.
A bar shows their geometric mean. At the line, both are equally fast.
"""

import html
import math
import sys

OPERATIONS = ("encode", "decode")
WIDTH, LEFT, RIGHT, ROW, GAP, TOP = 760, 130, 70, 26, 46, 72
LEAST, MOST = 0.25, 128.0
# Colours that are legible on white and on black, for GitHub's two themes.
OURS, THEIRS, TEXT, LINE = "#2f7fd6", "#d2691e", "#808890", "#80889055"


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def tables(lines):
    """Yields the tables of a page of Markdown, each as its header and its rows."""
    table = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            table.append(cells(line))
        elif table:
            yield table[0], table[2:]
            table = []


def table(lines, *beginning):
    """Returns the rows of the table whose header begins with one of these, as dictionaries."""
    for header, rows in tables(lines):
        if any(header[:len(cells)] == cells for cells in beginning):
            return [dict(zip(header, row)) for row in rows]
    sys.exit(f"Benchmarks/README.md has no table that begins with {' or '.join(map(str, beginning))}")


def ratios(lines, operation):
    """Returns for each contestant the ratios of its cases, and their mean as the page states it."""
    cases = [row for row in table(lines, ["case", "bytes", "operation"])
             if row["operation"] == operation]
    means = table(lines, ["all cases"], ["geometric means"])
    mean = next(row for row in means if operation in row.values())
    contestants = [title for title in cases[0] if title.startswith("× ")]
    return {
        title[2:]: ([float(row[title]) for row in cases if row[title] != "–"], float(mean[title]))
        for title in contestants if mean.get(title, "–") != "–"
    }


def x(ratio):
    place = math.log(min(max(ratio, LEAST), MOST) / LEAST) / math.log(MOST / LEAST)
    return round(LEFT + place * (WIDTH - LEFT - RIGHT), 1)


def text(left, top, words, anchor="start", size=13, color=TEXT, weight="normal"):
    return (
        f'<text x="{left}" y="{top}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="{color}" font-weight="{weight}">{html.escape(words)}</text>'
    )


def row(top, contestant, values, average):
    middle = top + ROW / 2
    color = OURS if average >= 1 else THEIRS
    left, right = sorted((x(1), x(average)))
    yield text(LEFT - 10, middle + 4.5, contestant, "end")
    yield (
        f'<rect x="{left}" y="{middle - 8}" width="{round(right - left, 1)}" height="16" '
        f'fill="{color}" fill-opacity="0.35"/>'
    )
    for value in sorted(values):
        yield (
            f'<circle cx="{x(value)}" cy="{middle}" r="2.6" fill="{OURS if value >= 1 else THEIRS}" '
            f'fill-opacity="0.75"/>'
        )
    yield text(WIDTH - 8, middle + 4.5, f"{average:.2f} ×", "end", 13, color, "bold")


def panel(top, operation, contestants):
    bottom = top + ROW * len(contestants)
    yield text(8, top - 8, operation, size=15, weight="bold")
    for tick in (0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128):
        width = 2 if tick == 1 else 1
        yield (
            f'<line x1="{x(tick)}" y1="{top}" x2="{x(tick)}" y2="{bottom}" '
            f'stroke="{TEXT if tick == 1 else LINE}" stroke-width="{width}"/>'
        )
        yield text(x(tick), bottom + 15, f"{tick:g} ×", "middle", 11)
    for number, contestant in enumerate(contestants):
        yield from row(top + ROW * number, contestant, *contestants[contestant])


def picture(lines):
    body, top = [], TOP
    for operation in OPERATIONS:
        contestants = ratios(lines, operation)
        body += panel(top, operation, contestants)
        top += ROW * len(contestants) + GAP
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top - 10}" '
        f'viewBox="0 0 {WIDTH} {top - 10}" font-family="sans-serif">',
        "<title>The times of other codecs, divided by ours</title>",
        text(8, 20, "The times of other codecs, divided by ours: a dot for each case of the benchmark,"),
        text(8, 37, "and a bar for their geometric mean. To the right of the line, ours is faster."),
        *body, "</svg>",
    ])


print(picture(sys.stdin.read().splitlines()))
