"""The site as on one's own machine, with the page that the list of participants is measured against."""

from config.settings.dev import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
