"""A real mail server on this machine, that does what the address asks of it."""

import asyncio
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

REFUSED, LATER, LOST, SILENT, SLOW, HELD = "refuse@", "tard@", "coupe@", "muet@", "lent@", "tenu@"
"""How the addresses begin for which the server refuses, puts off, hangs up, takes without a word, waits."""


@dataclass
class MailServer:
    """What it took, and the ways to make it wait: it says `reached`, and goes on once `released`."""

    port: int
    taken: list[Envelope] = field(default_factory=list)
    refuses_sender: bool = False
    reached: Event = field(default_factory=Event)
    released: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def count(self) -> Counter[str]:
        """How many messages each address was sent."""
        return Counter(address for envelope in self.taken for address in envelope.rcpt_tos)

    @property
    def messages(self) -> list[EmailMessage]:
        """What was taken, as a mail program reads it."""
        contents = (envelope.content for envelope in self.taken)
        return [message_from_bytes(each, policy=policy.default) for each in contents if isinstance(each, bytes)]

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if self.refuses_sender:
            return "553 5.7.1 sender rejected"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if address.startswith(REFUSED):
            return "550 5.1.1 no such user"
        if address.startswith(LATER):
            return "451 4.7.1 greylisted"
        if address.startswith(LOST):
            hang_up(server)
            return "421 going"
        if address.startswith(HELD):
            await self.hold()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.taken.append(envelope)
        (address,) = envelope.rcpt_tos
        if address.startswith(SILENT):
            hang_up(server)
        if address.startswith(SLOW):
            await self.hold()
        return "250 OK"

    async def hold(self) -> None:
        """Wait for the test."""
        self.reached.set()
        await asyncio.to_thread(self.released.wait, 30)
        self.released.clear()


def hang_up(server: SMTP) -> None:
    """The line is cut, without a word."""
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class OnSocket(Controller):
    """Listens where it was told, on a port that nothing else can take meanwhile."""

    def __init__(self, handler: MailServer, listener: socket.socket) -> None:
        super().__init__(handler, hostname="127.0.0.1", port=handler.port)
        self.listener = listener

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.listener)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """The server, in a thread."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        found = MailServer(listener.getsockname()[1])
        controller = OnSocket(found, listener)
        controller.start()
        try:
            yield found
        finally:
            found.released.set()
            controller.stop()
