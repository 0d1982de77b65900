from django.urls import path

from jalon.web.participants import consents, views
from jalon.web.roster import views as roster

# A number of file may hold any sign, slashes included: hence `path`, and the act before the number.
app_name = "participants"
urlpatterns = [
    path("", roster.index, name="search"),
    path("afficher/<path:code>/", views.reveal, name="reveal"),
    path("journal/<path:code>/", views.journal, name="journal"),
    path("accords/<path:code>/", consents.consents, name="consents"),
    path("accord/<int:pk>/retirer/", consents.withdraw, name="withdraw"),
    path("<path:code>/", views.file, name="file"),
]
