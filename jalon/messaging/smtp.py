"""Talking to a mail server, so that what it has taken and what it may have taken are told apart."""

import smtplib
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend as DjangoBackend

from jalon.messaging.rules import Answer, meaning

LOST = "La connexion s’est rompue avant que le serveur ne prenne le message."
SILENT = "La connexion s’est rompue avant que le serveur ne réponde : il a pu prendre le message."


class Down(Exception):
    """The server takes nothing at all: not there, a sign-in or a sender it refuses. Its words are the argument."""


class Unanswered(smtplib.SMTPServerDisconnected):
    """The connection broke while the message was told, or before the server said whether it took it."""


class _Careful:
    """Told apart: a connection lost before the message, or with it."""

    def data(self, msg: Any) -> tuple[int, bytes]:
        """As smtplib. Unanswered when the connection breaks meanwhile."""
        try:
            answer: tuple[int, bytes] = super().data(msg)  # type: ignore[misc]
        except (smtplib.SMTPServerDisconnected, OSError) as broken:
            raise Unanswered(SILENT) from broken
        return answer


class Plain(_Careful, smtplib.SMTP):
    """Without encryption, or with STARTTLS."""


class Encrypted(_Careful, smtplib.SMTP_SSL):
    """Encrypted from its first byte."""


class EmailBackend(DjangoBackend):
    """Django's, over a careful connection. Named by `EMAIL_BACKEND`."""

    @property
    def connection_class(self) -> Any:
        return Encrypted if self.use_ssl else Plain


@dataclass(frozen=True, slots=True)
class Said:
    """What the server answered, and its words."""

    answer: Answer
    words: str = ""


class Post:
    """One connection for many messages, made anew after each accident."""

    def __enter__(self) -> Self:
        self.connection = get_connection()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def send(self, message: EmailMessage) -> Said:
        """What the server says of a message to one person. Down when it takes nothing from us."""
        self._open()
        message.connection = self.connection
        try:
            message.send()
        except smtplib.SMTPException as error:
            said = read(error)
            if said.answer is not Answer.REFUSED:
                self.connection.close()
            return said
        return Said(Answer.TAKEN)

    def _open(self) -> None:
        try:
            self.connection.open()
        except smtplib.SMTPResponseException as error:
            raise Down(_words(error.smtp_code, error.smtp_error)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Down(str(error)[:500] or type(error).__name__) from error


def read(error: smtplib.SMTPException) -> Said:
    """What an error of a sending means. Down for a sender that the server refuses for good."""
    match error:
        case Unanswered():
            return Said(Answer.UNKNOWN, SILENT)
        case smtplib.SMTPServerDisconnected():
            return Said(Answer.LATER, LOST)
        case smtplib.SMTPRecipientsRefused(recipients=refused) if refused:
            code, words = next(iter(refused.values()))
            return Said(meaning(code), _words(code, words))
        case smtplib.SMTPSenderRefused(smtp_code=code) if meaning(code) is Answer.REFUSED:
            raise Down(_words(code, error.smtp_error)) from error
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=words):
            return Said(meaning(code), _words(code, words))
    return Said(Answer.REFUSED, str(error)[:500])


def _words(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(f"{code} {text}".split())[:500]
