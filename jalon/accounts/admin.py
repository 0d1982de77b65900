"""Settings screens of référents and accounts."""

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse

from jalon.accounts.actions import password_told
from jalon.accounts.models import Caseworker, Coverage, FtePeriod, Membership, User
from jalon.reference.admin import SettingsAdmin, TabularInline

if TYPE_CHECKING:
    AccountForm = AdminUserCreationForm[User]
    DjangoUserAdmin = UserAdmin[User]
else:
    AccountForm = AdminUserCreationForm
    DjangoUserAdmin = UserAdmin

admin.site.unregister(Group)  # rights follow from dated roles, never from groups
admin.site.unregister(EmailAddress)  # an account has one address, its own


class FtePeriodInline(TabularInline):
    model = FtePeriod
    extra = 0


class CoverageInline(TabularInline):
    model = Coverage
    extra = 0
    raw_id_fields = ("commune",)


@admin.register(Caseworker)
class CaseworkerAdmin(SettingsAdmin):
    list_display = ("last_name", "first_name", "code", "email")
    search_fields = ("last_name", "first_name", "code")
    inlines = (FtePeriodInline, CoverageInline)


class MembershipInline(TabularInline):
    model = Membership
    extra = 0


class NewAccountForm(AccountForm):
    """An account is known by its address."""

    class Meta:
        model = User
        fields = ("email", "last_name", "first_name")


@admin.register(User)
class AccountAdmin(SettingsAdmin, DjangoUserAdmin):
    """Accounts are closed, never deleted: the journal names them."""

    add_form = NewAccountForm
    list_display = ("email", "last_name", "first_name", "is_active", "last_login")
    list_filter = ("is_active", "memberships__role")
    search_fields = ("email", "last_name", "first_name")
    ordering = ("last_name", "first_name")
    filter_horizontal = ()
    readonly_fields = ("last_login",)
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        ("Personne", {"fields": ("last_name", "first_name")}),
        ("Accès", {"fields": ("is_active", "last_login")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "last_name", "first_name", "usable_password", "password1", "password2")}),
    )

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Another person's password; the journal learns of the change, not of the password."""
        account = self.get_object(request, unquote(id))
        with password_told(pk=account.pk if account else None, by=request.user):
            response: HttpResponse = super().user_change_password(request, id, form_url)
            return response
