"""What a story may be, and what it lacks to be published: values in, words out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from jalon.core.french import NO_BREAK, number
from jalon.people.enums import ConsentKind

TITLE, TEXT, ALT = 100, 900, 250
"""Signs: what the place kept for it on the first page holds."""
MISSING = {
    ConsentKind.IMAGE: "l’accord pour son image",
    ConsentKind.WORDS: "l’accord pour ses paroles et son nom",
}


@dataclass(frozen=True, slots=True)
class Part:
    """How a person is in a story, with the kinds of consent in force."""

    key: int
    name: str
    shown: bool
    quoted: bool
    consents: Collection[str]

    @property
    def lacking(self) -> list[ConsentKind]:
        """The consents not given, or taken back: for the image when shown, for words when named or quoted."""
        needed = ((ConsentKind.IMAGE, self.shown), (ConsentKind.WORDS, self.quoted))
        return [kind for kind, needs in needed if needs and kind.value not in self.consents]


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What keeps a story from being published; `participant`: whose file is concerned, None for nobody’s."""

    words: str
    participant: int | None = None


def too_long(text: str, most: int) -> str:
    """Why a text is refused; "" when it fits."""
    signs = len(text)
    if signs <= most:
        return ""
    return (
        f"Ce texte fait {number(signs)} signes ; la place est de {number(most)}. "
        f"Retirez-en {number(signs - most)} pour qu’il tienne dans la page."
    )


def hindrances(parts: Sequence[Part], *, nobody: bool, illustrated: bool) -> list[Hindrance]:
    """What a story lacks. Whoever is seen on the picture or named is told, or it is said that nobody may be known."""
    found = [
        Hindrance(f"{part.name}{NO_BREAK}: il manque {_missing(part)}.", part.key) for part in parts if part.lacking
    ]
    if not parts and not nobody:
        found.append(Hindrance("Il n’est pas dit qui est montré ou cité, ni que personne n’est reconnaissable."))
    if not illustrated:
        said = "doit être sur l’image, et le retour n’en a pas"
        found += [Hindrance(f"{part.name} {said}.", part.key) for part in parts if part.shown]
    return found


def _missing(part: Part) -> str:
    return " et ".join(MISSING[kind] for kind in part.lacking)
