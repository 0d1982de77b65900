from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "jalon.exchange"
    verbose_name = "Échanges"
