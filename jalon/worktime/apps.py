from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    name = "jalon.worktime"
    verbose_name = "Temps de travail"
