"""What a page needs to show a file: the file alone, or the file with a panel beside it where something is recorded.

A page with a panel checks its right and tells the journal (`recording.acts.file_to_record`), renders a template that
extends `participants/with_panel.html` (block `panel_content`), with `file_context(…)` and what its form needs. The file
is whole beside the panel; the panel comes first in the document, stands at the right on wide screens, above on a phone.
"""

from typing import Any

from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.alerts.compose import alerts
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.people.models import Participant
from jalon.web.access import AccountRequest
from jalon.web.alerts.lines import of_person
from jalon.web.documents.lines import papers_of
from jalon.web.participants import sensitive
from jalon.web.participants.records import FileRecord
from jalon.web.participants.timeline import BEFORE, KIND, timeline


def file_context(request: AccountRequest, participant: Participant) -> dict[str, Any]:
    """All that `participants/file.html` prints; the caller has checked the right, and told the journal."""
    shown_until = sensitive.shown_until(request.session, participant.code)
    shown, today, said = shown_until is not None, clock.today(), request.GET
    return {
        "file": FileRecord(participant, today, shown=shown),
        "alert_lines": of_person(alerts(today, participants=[participant.pk]), participant, today),
        "documents": papers_of(participant, today),
        "memory": timeline(participant, today, shown=shown, kind=said.get(KIND, ""), mark=said.get(BEFORE, "")),
        "shown_until": shown_until,
        "may_read_journal": may(request.user, Capability.READ_JOURNAL),
    }


def tell_reading(request: AccountRequest, participant: Participant, reason: str = "") -> None:
    """A line in the journal of the file: who read it, and why when there is something to say of it."""
    record(
        by=request.user,
        verb=Verb.READ,
        target="people.participant",
        key=str(participant.pk),
        file=participant.code,
        reason=reason,
    )
