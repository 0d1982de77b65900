"""The map of the site; each area of pages keeps its own."""

from django.apps import apps
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("jalon.web.urls")),
    path("reglages/", admin.site.urls),
]
if apps.is_installed("jalon.demo"):
    urlpatterns.append(path("exemple/", include("jalon.demo.urls")))
