"""Settings screens: what they have in common, and those of the nomenclatures."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from jalon.audit.admin import JournaledAdmin
from jalon.reference.history import history
from jalon.reference.models import (
    Commune,
    CommuneName,
    ContractType,
    District,
    EducationLevel,
    Perimeter,
    PerimeterCommune,
    RetentionGround,
)

if TYPE_CHECKING:
    DjangoTabularInline = admin.TabularInline[Any, Any]
    FormSet = BaseInlineFormSet[Any, Any, Any]
else:
    DjangoTabularInline = admin.TabularInline
    FormSet = BaseInlineFormSet


class LabelledFormSet(FormSet):
    """Rows of a table whose fields say their names themselves: a heading of column does not reach a screen reader."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """The fields of a row, the box that deletes it included."""
        super().add_fields(form, index)
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)  # within the buttons that add and look up
            widget.attrs.setdefault("aria-label", str(field.label or ""))


class TabularInline(DjangoTabularInline):
    """A table of rows that depend on a record."""

    formset = LabelledFormSet


class SettingsAdmin(JournaledAdmin):
    """A journaled screen where a code, once given, stays, and where nothing is deleted.

    Deleting a row in use would make Django list the records that rest on it: names of participants among them.
    """

    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        fixed = list(super().get_readonly_fields(request, obj))
        coded = obj is not None and any(field.name == "code" for field in self.model._meta.fields)
        return [*fixed, "code"] if coded else fixed

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A refusal that the form could not foresee (two new rows against each other) is said, nothing is kept."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as refused:
            self.message_user(request, f"Rien n’a été enregistré. {' '.join(refused.messages)}", messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The journal's own words; Django's table of actions stays empty."""
        page, around = history(self.model, unquote(object_id), request.GET.get(PAGE_VAR, 1))
        told = {"action_list": page, "page_range": around, "pagination_required": page.has_other_pages()}
        return super().history_view(request, object_id, {**told, **(extra_context or {})})


class PublishedAdmin(SettingsAdmin):
    """A list whose codes belong to the exchange format or to the State: rows are corrected here, never added."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class CommuneNameInline(TabularInline):
    model = CommuneName
    fields = ("name", "valid_from", "valid_to")
    extra = 0


@admin.register(Commune)
class CommuneAdmin(PublishedAdmin):
    list_display = ("code", "name", "postcodes", "valid_from", "valid_to", "successor")
    list_select_related = ("successor",)
    search_fields = ("=code", "name", "names__name", "postcodes")
    fields = ("code", "name", "postcodes", ("valid_from", "valid_to"), "successor")
    raw_id_fields = ("successor",)
    inlines = (CommuneNameInline,)


class PerimeterCommuneInline(TabularInline):
    model = PerimeterCommune
    fields = ("commune", "valid_from", "valid_to")
    raw_id_fields = ("commune",)
    extra = 0


@admin.register(Perimeter)
class PerimeterAdmin(SettingsAdmin):
    list_display = ("name", "code")
    fields = ("code", "name")
    inlines = (PerimeterCommuneInline,)


@admin.register(District)
class DistrictAdmin(SettingsAdmin):
    list_display = ("code", "name", "kind", "commune", "coded_by", "valid_from", "valid_to")
    list_select_related = ("commune",)
    list_filter = ("kind",)
    search_fields = ("code", "name")
    fields = ("code", "name", "kind", "commune", "coded_by", ("valid_from", "valid_to"))
    raw_id_fields = ("commune",)


@admin.register(EducationLevel)
class EducationLevelAdmin(PublishedAdmin):
    list_display = ("code", "label", "former_scale", "isced", "at_most_v")


@admin.register(ContractType)
class ContractTypeAdmin(PublishedAdmin):
    list_display = ("code", "label", "job", "subsidised", "work_study", "integration", "valid_from", "valid_to")
    fields = ("code", "label", "job", "subsidised", "work_study", "integration", ("valid_from", "valid_to"))


@admin.register(RetentionGround)
class RetentionGroundAdmin(PublishedAdmin):
    list_display = ("label", "duration", "counted_from", "source")
