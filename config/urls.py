"""The map of the site; each area of pages keeps its own."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("jalon.web.urls")),
    path("reglages/", admin.site.urls),
]
