from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "jalon.demo"
    verbose_name = "Exemple"

    def ready(self) -> None:
        """Offer the example's page beside the others; models must be there before the map of the site is read."""
        from jalon.demo.section import PUBLISHED
        from jalon.web.navigation import SECTIONS

        if PUBLISHED not in SECTIONS:
            SECTIONS.append(PUBLISHED)
