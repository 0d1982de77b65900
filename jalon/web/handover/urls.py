from django.urls import path

from jalon.web.handover import views

app_name = "handover"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.cover, name="cover"),
    path("<int:pk>/finir/", views.end, name="end"),
]
