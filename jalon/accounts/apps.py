from django.apps import AppConfig
from django.contrib import admin
from django.contrib.admin import apps as administration


class AccountsConfig(AppConfig):
    default = True
    name = "jalon.accounts"
    verbose_name = "Comptes"


class SettingsConfig(administration.AdminConfig):
    """Django's administration behind our own door."""

    default = False
    default_site = "jalon.accounts.site.SettingsSite"

    def ready(self) -> None:
        """The screens of libraries are none of ours: the queue of tasks is looked at on the server."""
        super().ready()
        for model in [each for each in admin.site._registry if not each.__module__.startswith("jalon.")]:
            admin.site.unregister(model)
