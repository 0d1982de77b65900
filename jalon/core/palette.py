"""The colours of what is printed: those of the pages (tokens.css), by the same names; a test holds the two together."""

COLOURS = {
    "ink": "#1d2a2c",
    "ink-2": "#556062",
    "line": "#e2dbce",
    "edge": "#857d6d",
    "pine": "#14524a",
    "pine-mid": "#4b8378",
    "pole": "#c8391d",
    "late": "#9c2913",
    "late-tint": "#fbeae5",
    "c1": "#14524a",
    "c2": "#b98322",
    "c3": "#66988b",
    "c4": "#978b76",
}
