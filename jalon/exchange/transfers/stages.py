"""Where a transfer stands, read from its dates; only when they do not say, from its process."""

from jalon.exchange.enums import Stage
from jalon.exchange.models import Transfer
from jalon.exchange.transfers.room import Room


def stage_of(transfer: Transfer) -> Stage:
    """The stage at this moment."""
    if transfer.ended_at:
        return Stage.DONE
    if transfer.erased_at:
        return Stage.ERASED
    if transfer.trouble:
        return Stage.FAILED
    if transfer.faults:
        return Stage.REFUSED
    if transfer.is_import and transfer.checked_at and not transfer.confirmed_at:
        return Stage.READY
    if not Room(transfer).busy():
        return Stage.INTERRUPTED
    return Stage.WRITING if transfer.confirmed_at or not transfer.is_import else Stage.CHECKING
