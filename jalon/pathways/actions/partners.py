"""What is owed to the partners of the RSA: the contract signed with the person, the quarterly look at the pathway."""

import datetime as dt

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.audit.undoing import check_may_undo
from jalon.pathways.actions.days import check_day
from jalon.pathways.enums import Partner
from jalon.pathways.models import EngagementContract, PartnerPoint, Pathway


def sign_engagement(*, by: User | None, pathway: Pathway, signed_on: dt.date, until: dt.date) -> EngagementContract:
    """A *contrat d’engagement* signed on a day and valid until another. ValidationError when it ends before."""
    check_day(pathway, signed_on, "signed_on")
    contract = EngagementContract(pathway=pathway, signed_on=signed_on, until=until)
    audit.save(contract, by=by, file=pathway.participant.code)
    return contract


def withdraw_engagement(*, by: User | None, contract: EngagementContract) -> None:
    """Take away a contract written by mistake; the journal keeps what it said."""
    check_may_undo(contract, by=by, file=contract.pathway.participant.code)
    audit.delete(contract, by=by, file=contract.pathway.participant.code)


def record_point(
    *, by: User | None, pathway: Pathway, partner: Partner, date: dt.date, words: str = ""
) -> PartnerPoint:
    """The quarterly point held with a partner on a day. ValidationError when it is already written."""
    check_day(pathway, date, "date")
    point = PartnerPoint(pathway=pathway, partner=partner, date=date, words=words)
    audit.save(point, by=by, file=pathway.participant.code)
    return point


def withdraw_point(*, by: User | None, point: PartnerPoint) -> None:
    """Take away a point written by mistake; the journal keeps what it said."""
    check_may_undo(point, by=by, file=point.pathway.participant.code)
    audit.delete(point, by=by, file=point.pathway.participant.code)
