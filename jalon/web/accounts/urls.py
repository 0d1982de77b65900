from django.contrib.auth.views import LogoutView
from django.urls import path

from jalon.web.access import any_member, open_to_all
from jalon.web.accounts.views import SignIn

app_name = "accounts"
urlpatterns = [
    path("connexion/", open_to_all(SignIn.as_view()), name="login"),
    path("deconnexion/", any_member(LogoutView.as_view()), name="logout"),
]
