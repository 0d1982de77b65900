"""What every document handed to a participant or a partner bears: who publishes it, its logo, Europe's mention."""

import datetime as dt
from typing import Any

from jalon.core import french
from jalon.core.drawings import framed
from jalon.protocols.models import Protocol
from jalon.reports.models import Letterhead
from jalon.reports.sheet.build import PUBLISHER


def paper(*, title: str, kicker: str, day: dt.date) -> dict[str, Any]:
    """`about` and `mention`, as `core/paper/furniture.typ` asks for them; the protocol of the day. Two queries."""
    head = Letterhead.objects.select_related("logo").first()
    protocol = Protocol.objects.in_force_on(day)
    publisher = head.name if head else PUBLISHER
    about = {
        "title": title,
        "publisher": publisher,
        "kicker": f"{publisher}, {kicker}",
        "description": f"{title}. {publisher}, {kicker}.",
        "foot": f"Imprimé le {french.long_day(day)}.",
        "logo": framed_logo(head),
        "logo_alt": head.logo_alt if head else "",
    }
    return {"about": about, "mention": protocol.european_mention if protocol else ""}


def framed_logo(head: Letterhead | None) -> str | None:
    """The logo as an SVG that any place scales; None without one."""
    if head is None or head.logo is None:
        return None
    picture = head.logo
    return framed(bytes(picture.content), picture.media_type, picture.width, picture.height)
