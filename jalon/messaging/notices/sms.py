"""SMS carriers. One is chosen by `SMS_URL`; each tells what was taken, refused, put off, or may have been taken.

Brevo: `POST https://api.brevo.com/v3/transactionalSMS/send`, header `api-key`, 201 when taken (its public API
reference, « Send transactional SMS »).
"""

import http.client
import json
import re
import sys
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from jalon.messaging.rules import Answer
from jalon.messaging.smtp import Down, Said

TIMEOUT = 20
"""Seconds."""
BREVO = "api.brevo.com"
PATH = "/v3/transactionalSMS/send"
SENDER = re.compile(r"[A-Za-z0-9]{3,11}\Z")
"""Letters and digits, eleven at most: what operators show as the sender."""
NUMBER = re.compile(r"\+?\d{6,15}")


GSM = frozenset(
    "@£$¥èéùìòÇØøÅåÆæßÉ¤ÄÖÑÜ§¿äöñüà¡ !\"#%&'()*+,-./0123456789:;<=>?_^{}[]~|\\€\r\n"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
"""The signs that a plain SMS holds (3GPP TS 23.038); any other one makes it half as long."""


class Carrier(Protocol):
    """Takes an SMS to one number."""

    def send(self, number: str, text: str) -> Said:
        """What the carrier answered. Down when it takes nothing from us."""


class Console:
    """Writes the message where the server writes: for one's own machine."""

    def send(self, number: str, text: str) -> Said:
        """Always taken."""
        sys.stdout.write(f"SMS au {number} : {text}\n")
        return Said(Answer.TAKEN)


@dataclass(frozen=True, slots=True)
class Brevo:
    """Brevo’s HTTP interface. `plain`: without encryption, for a server of one’s own machine."""

    key: str
    sender: str
    host: str = BREVO
    port: int | None = None
    plain: bool = False

    def send(self, number: str, text: str) -> Said:
        """As `Carrier`. An accident before the request left is one thing; after, the SMS may have been taken."""
        connection = self._connection()
        try:
            try:
                connection.connect()
            except OSError as error:
                raise Down(str(error)[:300] or type(error).__name__) from error
            try:
                connection.request("POST", PATH, self._body(number, text), self._headers())
                answer = connection.getresponse()
                return read(answer.status, answer.read(65_536))
            except (TimeoutError, OSError, http.client.HTTPException):
                return Said(Answer.UNKNOWN, "L’opérateur n’a pas répondu : il a pu prendre le message.")
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        kind = http.client.HTTPConnection if self.plain else http.client.HTTPSConnection
        return kind(self.host, self.port, timeout=TIMEOUT)

    def _headers(self) -> dict[str, str]:
        return {"api-key": self.key, "accept": "application/json", "content-type": "application/json"}

    def _body(self, number: str, text: str) -> bytes:
        said = {"sender": self.sender, "recipient": number.lstrip("+"), "content": text, "type": "transactional"}
        # Without it, a « ê » becomes a question mark on the telephone.
        return json.dumps({**said, "unicodeEnabled": bool(set(text) - GSM)}).encode()


def read(status: int, body: bytes) -> Said:
    """What an answer means. Down for a wrong key, an empty account: nothing would be taken."""
    words = _words(status, body)
    if status in (200, 201, 202):
        return Said(Answer.TAKEN)
    if status in (401, 402, 403):
        raise Down(words)
    if status == 429 or status >= 500:
        return Said(Answer.LATER, words)
    return Said(Answer.REFUSED, words)


def _words(status: int, body: bytes) -> str:
    """The carrier’s own words, without a number that it may quote."""
    try:
        told = json.loads(body).get("message", "")
    except (ValueError, AttributeError):
        told = ""
    return f"{status} {NUMBER.sub('••••', str(told))}".strip()[:300]


def carrier() -> Carrier | None:
    """The one of the settings; None when the site sends no SMS. ImproperlyConfigured for an unreadable address."""
    said = settings.SMS_URL
    if not said:
        return None
    if said == "console:":
        return Console()
    return _brevo(urlsplit(said))


def _brevo(url: SplitResult) -> Brevo:
    """`brevo://KEY@SENDER`; `brevo+http://KEY@SENDER@127.0.0.1:8025` names another server, in clear."""
    key, _, rest = url.netloc.partition("@")
    sender, _, server = rest.partition("@")
    host, _, port = server.partition(":")
    plain = url.scheme == "brevo+http"
    known = (url.scheme == "brevo" and not server) or (plain and host in ("127.0.0.1", "localhost"))
    if not (known and key and SENDER.match(sender)):
        raise ImproperlyConfigured("SMS_URL is brevo://KEY@SENDER (3 to 11 letters or digits), or console:")
    return Brevo(unquote(key), sender, host or BREVO, int(port) if port else None, plain)
