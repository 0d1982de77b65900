"""A drawing made for a page (`core.charts`) as a file of its own: its classes coloured inside, its type named."""

import base64

from jalon.core.palette import COLOURS

FONT = "Source Sans 3"
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
SERIES = ("c1", "c2", "c3", "c4")


def _rules() -> str:
    """The rules of charts.css, in the few selectors that every reader of SVG knows."""
    ink, soft, line = COLOURS["ink"], COLOURS["ink-2"], COLOURS["line"]
    rules = [
        f'svg {{ font-family: "{FONT}"; font-size: 13px; fill: none }}',
        f"text {{ fill: {ink} }}",
        f".axis {{ fill: {soft}; font-size: 12px }}",
        ".strong, .on { font-weight: 600 }",
        ".on { fill: #fff }",
        ".mid { text-anchor: middle }",
        ".end { text-anchor: end }",
        *(f".{name} {{ stroke: {COLOURS[name]} }} circle.{name} {{ fill: {COLOURS[name]} }}" for name in SERIES),
        ".line { stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round }",
        f".target {{ stroke: {ink}; stroke-width: 1.25; stroke-dasharray: 5 4 }}",
        f".grid {{ stroke: {line} }}",
    ]
    return f"<style>{' '.join(rules)}</style>"


STYLE = _rules()


def alone(svg: str) -> str:
    """A chart that needs no style sheet of a page."""
    head, _, rest = svg.partition(">")
    return f"{head.replace('<svg', f'<svg {NAMESPACE}', 1)}>{STYLE}{rest}"


def framed(content: bytes, media_type: str, width: int, height: int) -> str:
    """A picture, untouched, inside an SVG: a document then takes pictures as it takes charts, as text."""
    held = base64.b64encode(content).decode("ascii")
    return (
        f'<svg {NAMESPACE} viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:{media_type};base64,{held}"/></svg>'
    )
