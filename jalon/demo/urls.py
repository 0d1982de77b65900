"""The example's own pages; the base must hold it."""

from django.urls import path

from jalon.demo import views

app_name = "demo"
urlpatterns = [path("chiffres-publies/", views.published, name="published")]
