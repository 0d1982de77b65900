from django.urls import path

from jalon.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("tableau/", views.board, name="board"),
    path("sante", views.health, name="health"),
]
