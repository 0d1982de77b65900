"""The story of a period: written, tried, kept."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalon.accounts.roles import Capability
from jalon.core.periods import Period
from jalon.core.pictures import LIMIT
from jalon.core.uploads import limited_to
from jalon.indicators.window import Window
from jalon.reports.models import Story
from jalon.reports.names.found import Found
from jalon.reports.names.texts import STORY, blocking
from jalon.reports.sheet.parts import Tale
from jalon.reports.stories.actions import Draft, Meanwhile, Presence, keep_picture, write_story
from jalon.reports.stories.telling import hindrances, told
from jalon.web.access import AccountRequest, allowed
from jalon.web.figures.ways import Ways
from jalon.web.stories import people
from jalon.web.stories.forms import StoryForm

FIND, TRY, KEEP = "chercher", "voir", "garder"
"""What the buttons of the form ask."""


@dataclass
class Desk:
    """What lies before the writer."""

    form: StoryForm
    people: dict[int, Presence]
    found: list[int] = field(default_factory=list)
    looked_for: str = ""
    theirs: Story | None = None
    tale: Tale | None = None


@allowed(Capability.PREPARE_LETTERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited_to(LIMIT)
def story(request: AccountRequest, period: Period) -> HttpResponse:
    """Read it, look for someone, see how it prints, keep it. A picture sent is kept whatever the rest is worth."""
    name = Window(period).name
    kept = Story.objects.filter(period=name).select_related("written_by").first()
    if request.method != "POST":
        return _show(request, period, Desk(StoryForm(story=kept), people.held(kept), tale=told(kept) if kept else None))
    desk = _posted(request)
    act = request.POST.get("act", KEEP)
    if act == FIND:
        desk.looked_for = request.POST.get("qui", "").strip()
        desk.found = people.found(desk.looked_for)
        _forget_faults(desk.form)
    elif desk.form.is_valid() and act == TRY:
        desk.tale = _tale(_draft(desk))
    elif desk.form.is_valid() and _keep(request, name, desk):
        return redirect("stories:story", period=name)
    return _show(request, period, desk)


def _forget_faults(form: StoryForm) -> None:
    """Looking for someone says nothing of what is still to be written; a picture refused is told all the same."""
    for name in [name for name in form.errors if name != "file"]:
        del form.errors[name]


def _posted(request: AccountRequest) -> Desk:
    form = StoryForm(request.POST, request.FILES)
    form.is_valid()
    if form.bare:
        kept = str(keep_picture(by=request.user, bare=form.bare).pk)
        form = StoryForm({**_typed(form), "kept": kept, "without_picture": ""})
        form.is_valid()
    return Desk(form, people.posted(request.POST))


def _typed(form: StoryForm) -> dict[str, str]:
    """Each field as it was sent."""
    return {name: form.data[name] for name in form.fields if name in form.data}


def _draft(desk: Desk) -> Draft:
    said = desk.form.cleaned_data
    present = {key: presence for key, presence in desk.people.items() if presence.shown or presence.quoted}
    return Draft(
        title=said["title"],
        text=said["text"].replace("\r\n", "\n"),
        picture=None if said["without_picture"] else said["kept"],
        picture_alt=said["picture_alt"],
        nobody=said["nobody"],
        printed=said["printed"],
        people=present,
    )


def _tale(draft: Draft) -> Tale:
    return Tale(draft.title, draft.text, draft.picture, draft.picture_alt)


def _keep(request: AccountRequest, name: str, desk: Desk) -> bool:
    """Whether it is kept; otherwise the desk says why not."""
    try:
        write_story(by=request.user, period=name, draft=_draft(desk), seen=desk.form.cleaned_data["seen"])
    except ValidationError as refused:
        for field_name, faults in refused.update_error_dict({}).items():
            desk.form.add_error(field_name if field_name in desk.form.fields else None, faults)
    except Meanwhile as meanwhile:
        desk.theirs = meanwhile.story
        # Whoever keeps again has read what stands here: theirs.
        desk.form = StoryForm({**_typed(desk.form), "seen": meanwhile.story.written_at.isoformat()})
    else:
        messages.success(request, "Retour enregistré. Voici ce qui s’imprime.")
        return True
    return False


def _show(request: AccountRequest, period: Period, desk: Desk) -> HttpResponse:
    name = Window(period).name
    context: dict[str, Any] = {
        "desk": desk,
        "form": desk.form,
        "rows": people.rows(desk.people, desk.found),
        "picture": desk.form["kept"].value() or None,
        "ways": Ways(period, None),
        "period": name,
        "hindrances": hindrances(name),
        "names": _names(name),
    }
    return render(request, "stories/story.html", context)


def _names(name: str) -> list[Found]:
    """The names that hold the story up."""
    return [each for each in blocking(name) if each.place.startswith(STORY)]
