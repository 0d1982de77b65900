"""Pictures in pages: by their address on the site, or inside a page that leaves it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse

from jalon.reports.models import Picture

register = template.Library()


@dataclass(frozen=True, slots=True)
class Source:
    """What an `img` needs."""

    src: str
    width: int
    height: int


@register.simple_tag(takes_context=True)
def picture(context: Mapping[str, Any], key: int | None) -> Source | None:
    """The picture of a key; None without any. In a file (`site` is told), the picture is inside. One query."""
    inside = "site" in context
    found = Picture.objects.filter(pk=key) if key else Picture.objects.none()
    held = (found if inside else found.defer("content")).first()
    return Source(_inside(held) if inside else _address(held), held.width, held.height) if held else None


def _address(held: Picture) -> str:
    return reverse("stories:picture", args=[held.pk, held.sha256])


def _inside(held: Picture) -> str:
    return f"data:{held.media_type};base64,{base64.b64encode(bytes(held.content)).decode()}"
