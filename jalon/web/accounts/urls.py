"""The names are allauth's own: it looks for them."""

from allauth.account.views import PasswordResetDoneView, PasswordResetFromKeyDoneView
from django.urls import path, re_path

from jalon.web.access import any_member, open_to_all
from jalon.web.accounts import views

urlpatterns = [
    path("connexion/", open_to_all(views.SignIn.as_view()), name="account_login"),
    path("deconnexion/", any_member(views.SignOut.as_view()), name="account_logout"),
    path("mot-de-passe/", any_member(views.ChangePassword.as_view()), name="account_change_password"),
    path("mot-de-passe/oublie/", open_to_all(views.LostPassword.as_view()), name="account_reset_password"),
    path(
        "mot-de-passe/oublie/envoye/", open_to_all(PasswordResetDoneView.as_view()), name="account_reset_password_done"
    ),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        open_to_all(views.NewPassword.as_view()),
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/nouveau/",
        open_to_all(PasswordResetFromKeyDoneView.as_view()),
        name="account_reset_password_from_key_done",
    ),
]
