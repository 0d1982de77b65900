"""`manage receive_bounce`: reads a notice of non-delivery on its input, as the mail server pipes it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from jalon.messaging.bounces import LARGEST, note, read


class Command(BaseCommand):
    help = "Lit sur son entrée un avis de non-remise (RFC 3464) et note le message revenu."

    def handle(self, *args: Any, **options: Any) -> None:
        # Never a failure: the mail server would send a notice about the notice.
        found = note(read(sys.stdin.buffer.read(LARGEST)))
        self.stdout.write(f"Messages revenus : {len(found)}.")
