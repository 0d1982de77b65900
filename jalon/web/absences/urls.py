from django.urls import path

from jalon.web.absences import views

app_name = "absences"
urlpatterns = [
    path("participants/absences/annuler/<int:pk>/", views.undo, name="undo"),
    path("participants/absences/<path:code>/", views.page, name="page"),
]
