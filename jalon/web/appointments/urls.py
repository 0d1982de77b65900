from django.urls import path

from jalon.web.appointments import queue, refusing, setting, views

app_name = "appointments"
urlpatterns = [
    path("participants/rendez-vous/fixer/<path:code>/", setting.fix, name="set"),
    path("participants/rendez-vous/prochain/<path:code>/", views.following, name="following"),
    path("rendez-vous/a-fixer/", queue.page, name="queue"),
    path("rendez-vous/<int:pk>/", views.show, name="show"),
    path("rendez-vous/<int:pk>/deplacer/", setting.move, name="move"),
    path("rendez-vous/<int:pk>/prevenir/", views.invite, name="invite"),
    path("rendez-vous/<int:pk>/defaire/", views.undo, name="undo"),
    path("rendez-vous/<int:pk>/lettre/", views.letter, name="letter"),
    path("rappels/<slug:token>/", refusing.page, name="refuse"),
]
