"""The site, and the plain page."""

from django.urls import path

from bench.plain import plain
from config import urls

urlpatterns = [path("plain/", plain), *urls.urlpatterns]
