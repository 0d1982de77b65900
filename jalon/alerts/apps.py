from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "jalon.alerts"
    verbose_name = "Alertes"
