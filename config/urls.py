"""The map of the site; each area of pages keeps its own."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("reglages/", admin.site.urls),
]
