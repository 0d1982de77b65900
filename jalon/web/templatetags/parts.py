"""Small parts of pages that are written often."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A drawing of `icons.svg`; without a label it says nothing of its own and is hidden from screen readers."""
    drawing = format_html('<use href="{}#i-{}"/>', static("web/icons.svg"), name)
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}">{}</svg>', label, drawing)
    return format_html('<svg class="icon" aria-hidden="true">{}</svg>', drawing)
