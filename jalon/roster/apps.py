from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "jalon.roster"
    verbose_name = "Liste des participants"
