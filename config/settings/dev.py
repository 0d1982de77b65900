"""On one's own machine: the demo and the management commands. Never on a network."""

from config.settings.base import *  # noqa: F403

# The example and its accounts, whose password everyone knows, have no place in production.
INSTALLED_APPS = [*INSTALLED_APPS, "jalon.demo"]  # noqa: F405

DEBUG = False
SECRET_KEY = "for-this-machine-only-never-on-a-network"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

SMS_URL = SMS_URL or "console:"  # noqa: F405
