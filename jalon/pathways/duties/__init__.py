"""What a pathway asks of who accompanies the person: pure rules, dated facts and a day in, what is due out."""

import datetime as dt
from collections.abc import Callable, Iterator

from jalon.core.duties import Due
from jalon.pathways.duties import contacts, hires, papers, time
from jalon.pathways.duties.facts import PathwayFacts

Rule = Callable[[PathwayFacts, dt.date], Due | None]

OPEN: tuple[Rule, ...] = (
    *(contacts.no_contact, contacts.no_interview, contacts.no_call, contacts.absences, contacts.hire_follow_up),
    *(time.no_step, time.max_duration, time.extension_ending, time.review_due),
    *(time.suspension_too_long, time.suspension_ending, hires.contract_ending, hires.six_months),
    *(papers.file_incomplete, papers.signature_missing, papers.charter_missing),
    *(papers.rsa_contract, papers.partner_point, papers.meeting_decision, papers.exit_to_validate),
)
CLOSED: tuple[Rule, ...] = (contacts.hire_follow_up, papers.signature_missing, papers.file_incomplete)
"""Once the pathway is over."""


def duties(facts: PathwayFacts, day: dt.date) -> Iterator[Due]:
    """All that is due on a day; nothing before the entry."""
    if day < facts.entry:
        return
    # An exit dated today closes the pathway (exchange format, alerts).
    rules = OPEN if facts.exit is None or facts.exit > day else CLOSED
    for rule in rules:
        if due := rule(facts, day):
            yield due
