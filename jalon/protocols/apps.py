from django.apps import AppConfig


class ProtocolsConfig(AppConfig):
    name = "jalon.protocols"
    verbose_name = "Protocoles"
