from django.urls import path

from jalon.web.meetings import views

app_name = "meetings"
urlpatterns = [
    path("reunions/", views.index, name="index"),
    path("reunions/<int:pk>/", views.sheet, name="sheet"),
    path("reunions/<int:pk>/personne/<int:pathway>/", views.decision, name="decision"),
    path("reunions/<int:pk>/clore/", views.close, name="close"),
    path("reunions/<int:pk>/pdf/", views.pdf, name="pdf"),
    path("reunions/decision/<int:pk>/", views.done, name="done"),
    path("participants/decisions/<path:code>/", views.of_person, name="of_person"),
]
