"""What stands at the head of the letters: the name of the PLIE, and its logo."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jalon.accounts.roles import Capability
from jalon.core.pictures import LIMIT, BarePicture, Refused, bare, too_heavy
from jalon.core.uploads import limited_to
from jalon.reports.editions.actions import write_letterhead
from jalon.reports.models import Letterhead
from jalon.reports.sheet.build import PUBLISHER
from jalon.reports.stories.actions import keep_picture
from jalon.web.access import AccountRequest, allowed

REQUIRED = {"required": "Ce champ manque."}


class HeadForm(forms.Form):
    """The name, the logo, and what it says to who does not see it."""

    name = forms.CharField(label="Nom du PLIE", max_length=100, error_messages=REQUIRED)
    file = forms.FileField(
        label="Logo",
        required=False,
        help_text="JPEG, PNG ou WebP, 10 Mo au plus. Un fond transparent est gardé.",
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "empty": "Ce fichier est vide. Choisissez une autre image.",
            "max_length": "Le nom de ce fichier est trop long. Raccourcissez-le.",
        },
    )
    logo_alt = forms.CharField(
        label="Ce que dit le logo",
        required=False,
        max_length=200,
        help_text="Pour qui ne le voit pas, ex. : PLIE du Lac.",
    )
    without_logo = forms.BooleanField(label="Retirer le logo", required=False)

    def __init__(self, data: Any = None, files: Any = None, *, head: Letterhead | None = None) -> None:
        said = {"name": head.name if head else PUBLISHER, "logo_alt": head.logo_alt if head else ""}
        super().__init__(data, files, label_suffix="", initial=said)
        self.bare: BarePicture | None = None
        for field in self.fields.values():
            field.widget.attrs.update(autocomplete="off")

    def clean_file(self) -> "UploadedFile[Any] | None":
        """A picture, made bare; never a file of another kind."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            if (file.size or 0) > LIMIT:
                raise Refused(too_heavy(file.size or 0))
            self.bare = bare(file.file, file.size or 0)  # type: ignore[arg-type]
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file


@allowed(Capability.PUBLISH_LETTERS)
@require_http_methods(["GET", "HEAD", "POST"])
@limited_to(LIMIT)
def letterhead(request: AccountRequest) -> HttpResponse:
    """See it, change it."""
    head = Letterhead.objects.select_related("logo").first()
    form = HeadForm(request.POST or None, request.FILES or None, head=head)
    if request.method == "POST" and form.is_valid() and _write(request, form, head):
        messages.success(
            request, "En-tête enregistré. Les lettres à venir le porteront ; celles arrêtées gardent le leur."
        )
        return redirect("editions:index")
    return render(request, "editions/head.html", {"form": form, "head": Letterhead.objects.first()})


def _write(request: AccountRequest, form: HeadForm, head: Letterhead | None) -> bool:
    """Whether it is kept; otherwise the form says why not."""
    said = form.cleaned_data
    logo = None if said["without_logo"] else head.logo_id if head else None
    if form.bare:
        logo = keep_picture(by=request.user, bare=form.bare).pk
    try:
        write_letterhead(by=request.user, name=said["name"], logo=logo, logo_alt=said["logo_alt"])
    except ValidationError as refused:
        for name, faults in refused.update_error_dict({}).items():
            form.add_error(name if name in form.fields else None, faults)
        return False
    return True
