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
    }
)
_PUBLISHING = frozenset({Capability.TYPE_HISTORY, Capability.PUBLISH_LETTERS})
_SETTINGS = frozenset({Capability.MANAGE_SETTINGS, Capability.MANAGE_ACCOUNTS})

CAPABILITIES: Mapping[Role, frozenset[Capability]] = {
    Role.COORDINATOR: _TEAM | _PUBLISHING | _SETTINGS,
    Role.PROJECT_OFFICER: _TEAM | _PUBLISHING,
    # The assistant prepares the letter, and neither closes nor sends it.
    Role.ASSISTANT: _TEAM,
    Role.CASEWORKER: frozenset({Capability.SEE_FIGURES, Capability.SEE_NAMES, Capability.OPEN_OWN_FILES}),
    Role.HOST_MANAGER: frozenset({Capability.SEE_HOST_FIGURES}),
    # The technical administrator opens neither figures, nor a file, nor the journal, which quotes files.
    Role.ADMIN: _SETTINGS,
}


ADMINISTERED: Mapping[str, Capability] = {
    "accounts": Capability.MANAGE_ACCOUNTS,
    "organisations": Capability.MANAGE_SETTINGS,
    "protocols": Capability.MANAGE_SETTINGS,
    "reference": Capability.MANAGE_SETTINGS,
}
"""The right that opens the settings screens of each app; an app that is not here has none."""


def capabilities(roles: Iterable[str]) -> frozenset[Capability]:
    """All that several roles together allow."""
    return frozenset().union(*(CAPABILITIES[Role(role)] for role in roles))
