"""The role table: what each role may do. Pure; whoever asks for a right asks `permissions.may`."""

from collections.abc import Iterable, Mapping
from enum import Enum, auto

from jalon.accounts.enums import Role


class Capability(Enum):
    """A thing one may do, as pages and actions name it."""

    SEE_FIGURES = auto()
    """Figures of the whole PLIE, without a name."""
    SEE_HOST_FIGURES = auto()
    """Figures of the référents of one's own organisation, without a name of participant."""
    SEE_NAMES = auto()
    """Name, référent and status of every participant, in lists."""
    OPEN_OWN_FILES = auto()
    """The files of the people one follows today."""
    OPEN_ANY_FILE = auto()
    IMPORT_EXPORT = auto()
    SEE_REASONS = auto()
    """Why referrals ended without an entry, in lists: some reasons tell of health or justice."""
    READ_JOURNAL = auto()
    TYPE_HISTORY = auto()
    """The figures of the years before Jalon."""
    PREPARE_LETTERS = auto()
    """Comments and stories of the letter: what is written before it is published."""
    PUBLISH_LETTERS = auto()
    """Versions of the letter, closing a month, sending: what commits the PLIE."""
    RECORD_OWN = auto()
    """What happens to the people one follows: interviews, steps, suspensions…"""
    RECORD_ANY = auto()
    """The same for anyone, and the referrals that the team receives."""
    ALLOT = auto()
    """Decide: who receives a referral, entries, exits, pathways that last longer."""
    SEE_ALERTS_OF_ALL = auto()
    RUN_MEETINGS = auto()
    """The monthly meetings with each référent."""
    SIGN_TIME_SHEETS = auto()
    """As the superior of the référents of one's own organisation."""
    MANAGE_SETTINGS = auto()
    """Protocols, reference lists, organisations."""
    MANAGE_ACCOUNTS = auto()
    """Accounts and their dated roles."""


_TEAM = frozenset(
    {
        Capability.SEE_FIGURES,
        Capability.SEE_NAMES,
        Capability.OPEN_ANY_FILE,
        Capability.IMPORT_EXPORT,
        Capability.SEE_REASONS,
        Capability.READ_JOURNAL,
        Capability.PREPARE_LETTERS,
        Capability.RECORD_ANY,
        Capability.SEE_ALERTS_OF_ALL,
    }
)
_DECIDING = frozenset({Capability.ALLOT, Capability.RUN_MEETINGS})
_PUBLISHING = frozenset({Capability.TYPE_HISTORY, Capability.PUBLISH_LETTERS})
_SETTINGS = frozenset({Capability.MANAGE_SETTINGS, Capability.MANAGE_ACCOUNTS})

CAPABILITIES: Mapping[Role, frozenset[Capability]] = {
    Role.COORDINATOR: _TEAM | _DECIDING | _PUBLISHING | _SETTINGS,
    Role.PROJECT_OFFICER: _TEAM | _DECIDING | _PUBLISHING,
    # The assistant records and prepares; she neither decides, nor closes nor sends a letter.
    Role.ASSISTANT: _TEAM,
    Role.CASEWORKER: frozenset(
        {Capability.SEE_FIGURES, Capability.SEE_NAMES, Capability.OPEN_OWN_FILES, Capability.RECORD_OWN}
    ),
    Role.HOST_MANAGER: frozenset({Capability.SEE_HOST_FIGURES, Capability.SIGN_TIME_SHEETS}),
    # The technical administrator opens neither figures, nor a file, nor the journal, which quotes files.
    Role.ADMIN: _SETTINGS,
}


ADMINISTERED: Mapping[str, Capability] = {
    "accounts": Capability.MANAGE_ACCOUNTS,
    "organisations": Capability.MANAGE_SETTINGS,
    "programme": Capability.MANAGE_SETTINGS,
    "protocols": Capability.MANAGE_SETTINGS,
    "reference": Capability.MANAGE_SETTINGS,
    "worktime": Capability.MANAGE_SETTINGS,
}
"""The right that opens the settings screens of each app; an app that is not here has none."""


def capabilities(roles: Iterable[str]) -> frozenset[Capability]:
    """All that several roles together allow."""
    return frozenset().union(*(CAPABILITIES[Role(role)] for role in roles))
