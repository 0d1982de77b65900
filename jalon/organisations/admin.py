"""Settings screens of the partners."""

from django.contrib import admin

from jalon.organisations.models import Agent, Organisation, OrganisationRole
from jalon.reference.admin import SettingsAdmin, TabularInline


class OrganisationRoleInline(TabularInline):
    model = OrganisationRole
    extra = 0


class AgencyInline(TabularInline):
    """Agencies; one that closes is kept, since referrals name it."""

    model = Organisation
    fk_name = "parent"
    fields = ("code", "name", "category")
    verbose_name = "agence"
    show_change_link = True
    can_delete = False
    extra = 0


class AgentInline(TabularInline):
    """Agents; one who leaves is given an end, since referrals name them."""

    model = Agent
    can_delete = False
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(SettingsAdmin):
    list_display = ("name", "code", "category", "parent")
    list_select_related = ("parent",)
    list_filter = ("category", "roles__kind")
    search_fields = ("name", "code")
    raw_id_fields = ("parent",)
    inlines = (OrganisationRoleInline, AgencyInline, AgentInline)
