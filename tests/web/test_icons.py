"""The sprite holds the icons that pages use, and no other."""

import re
from pathlib import Path

WEB = Path(__file__).resolve().parent.parent.parent / "jalon" / "web"


def test_every_icon_used_is_drawn_and_every_drawing_used() -> None:
    drawn = set(re.findall(r'id="i-([\w-]+)"', (WEB / "static/web/icons.svg").read_text()))
    templates = "".join(path.read_text() for path in sorted(WEB.rglob("*.html")))
    written = set(re.findall(r'{% icon "([\w-]+)"', templates))
    code = "".join(path.read_text() for path in sorted(WEB.rglob("*.py")))
    chosen = {name for name in drawn - written if f'"{name}"' in code}
    assert written <= drawn
    assert drawn == written | chosen
