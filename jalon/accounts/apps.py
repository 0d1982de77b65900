from django.apps import AppConfig
from django.contrib.admin import apps as administration


class AccountsConfig(AppConfig):
    default = True
    name = "jalon.accounts"
    verbose_name = "Comptes"


class SettingsConfig(administration.AdminConfig):
    """Django's administration behind our own door."""

    default = False
    default_site = "jalon.accounts.site.SettingsSite"
