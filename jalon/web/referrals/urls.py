from django.urls import path

from jalon.web.referrals import views

app_name = "referrals"
urlpatterns = [
    path("", views.index, name="index"),
    path("liste.csv", views.export, name="export"),
]
