"""The colours of what is printed: those of the pages (tokens.css), by the same names; a test holds the two together."""

COLOURS = {
    "ink": "#1d2a2c",
    "ink-2": "#556062",
    "sunk": "#f2ede4",
    "line": "#e2dbce",
    "pine": "#14524a",
    "pine-mid": "#4b8378",
    "c1": "#14524a",
    "c2": "#b98322",
    "c3": "#66988b",
    "c4": "#978b76",
}
