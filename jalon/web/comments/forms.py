"""What one types of a comment: its shape only, the rules are those of the action."""

import datetime as dt
from typing import Any

from django import forms

from jalon.reports.enums import BlockCode
from jalon.reports.models import Comment


class CommentForm(forms.Form):
    """A text whose numbers are fields; `seen`: when the comment one read was written, empty for the draft."""

    template_name = "comments/_form.html"

    text = forms.CharField(
        label="Texte",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 7, "autocomplete": "off", "data-fields": True}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, block: BlockCode, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "prefix": block.value, **kwargs})

    def now_seen(self, comment: Comment | None, text: str) -> None:
        """Show this text as it was typed, to be written over the comment as it has become meanwhile."""
        self.data = {**self.data, self.add_prefix("seen"): stamp(comment), self.add_prefix("text"): text}


def stamp(comment: Comment | None) -> str:
    """When it was written, as a form keeps it; "" for the draft."""
    return comment.written_at.isoformat() if comment else ""


def seen_of(text: str) -> dt.datetime | None:
    """The reverse; None also for what is no instant: nothing was read, so nothing may be written over."""
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None
