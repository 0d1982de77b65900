"""A comment someone writes: it follows its figures, is signed, is undone and taken back; two writers see each other."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.accounts.models import User
from jalon.audit.models import Event
from jalon.reports.comments.actions import Meanwhile, print_draft, replace_number, take_back, write_comment
from jalon.reports.comments.drafts import drafts
from jalon.reports.comments.facts import Facts
from jalon.reports.comments.flags import Kind, doubts, flags
from jalon.reports.comments.words import told, words_of
from jalon.reports.enums import BlockCode
from jalon.reports.models import Comment, Edition
from jalon.reports.publication import whole
from jalon.reports.sheet.print import sentence
from tests.reports.comments.test_sentences import march

pytestmark = pytest.mark.django_db
BLOCK = BlockCode.ESSENTIAL


@pytest.fixture
def claire() -> User:
    return User.objects.create_user("claire.tilleul@example.org", first_name="Claire", last_name="Tilleul")


@pytest.fixture
def hugo() -> User:
    return User.objects.create_user("hugo.frene@example.org", first_name="Hugo", last_name="Frêne")


@pytest.fixture
def edition() -> Edition:
    return whole()


@pytest.fixture
def facts() -> Facts:
    return march()


def write(by: User, facts: Facts, text: str, **said: Any) -> bool:
    """Write the comment of the essential, having seen what there is."""
    last = Comment.objects.filter(block=BLOCK).first()
    seen = said.pop("seen", last.written_at if last else None)
    return write_comment(by=by, edition=whole(), facts=facts, block=BLOCK, text=text, seen=seen)


def said(facts: Facts) -> list[tuple[str, str]]:
    """What is printed: each paragraph, and who signs it."""
    return [(sentence(each.words), each.signed) for each in words_of(whole(), facts).get(BLOCK, ())]


def test_without_a_comment_the_draft_is_printed(facts: Facts, edition: Edition) -> None:
    assert said(facts) == [(sentence(told(facts, {})[BLOCK][0].words), "")]
    with CaptureQueriesContext(connection) as seen:
        words_of(edition, facts)
    assert len(seen) == 1


def test_a_field_follows_its_figure_and_its_noun(claire: User, facts: Facts) -> None:
    assert write(claire, facts, "Un beau mois : {entrées du mois|entrée}.")
    assert Comment.objects.get().text == "Un beau mois\u00a0: {entries_month|entrée}."
    assert said(facts) == [("Un beau mois\u00a0: 45\u00a0entrées.", "Claire Tilleul")]
    assert said(march({"entries_month": 1})) == [("Un beau mois\u00a0: 1\u00a0entrée.", "Claire Tilleul")]
    event = Event.objects.get(target="reports.comment")
    assert (event.actor, event.verb) == ("Claire Tilleul", "created")


def test_a_sentence_added_is_signed_by_its_author_and_the_draft_is_not(claire: User, hugo: User, facts: Facts) -> None:
    draft = drafts(facts)[BLOCK]
    write(claire, facts, f"{draft} La salle est neuve.")
    write(hugo, facts, f"{draft} La salle est neuve. Le bus aussi.")
    assert [signed for _, signed in said(facts)] == ["", "Claire Tilleul", "Hugo Frêne"]
    moved = march({"entries_month": 46})
    assert [signed for _, signed in said(moved)] == ["", "Claire Tilleul", "Hugo Frêne"]


def test_nothing_is_kept_of_what_is_the_draft(claire: User, facts: Facts) -> None:
    assert not write(claire, facts, drafts(facts)[BLOCK])
    assert not Comment.objects.exists()
    write(claire, facts, "Autre chose.")
    assert write(claire, facts, drafts(facts)[BLOCK])
    assert Comment.objects.get().aside
    assert not write(claire, facts, drafts(facts)[BLOCK])


def test_a_block_may_say_nothing(claire: User, facts: Facts) -> None:
    write(claire, facts, "  \n ")
    assert said(facts) == []


def test_undone_and_taken_back(claire: User, facts: Facts, edition: Edition) -> None:
    write(claire, facts, "Autre chose.")
    where: dict[str, Any] = {"by": claire, "edition": edition, "period": "2017-03", "block": BLOCK}
    assert print_draft(**where, seen=Comment.objects.get().written_at)
    assert said(facts)[0][0].startswith("45\u00a0entrées en mars")
    assert take_back(**where, seen=Comment.objects.get().written_at)
    assert said(facts) == [("Autre chose.", "Claire Tilleul")]


@pytest.mark.parametrize(
    ("text", "why"),
    [("{xyz}", "n’est pas un champ"), ("}", "accolade"), ("mot " * 10_000, "Retirez-en"), ("a" * 701, "Retirez-en 1")],
)
def test_what_is_refused(claire: User, facts: Facts, text: str, why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        write(claire, facts, text)
    assert why in refused.value.message_dict["text"][0]
    assert not Comment.objects.exists()


def test_two_people_do_not_write_over_each_other(claire: User, hugo: User, facts: Facts, edition: Edition) -> None:
    write(claire, facts, "De Claire.")
    first = Comment.objects.get().written_at
    write(claire, facts, "De Claire, mieux.")
    with pytest.raises(Meanwhile) as met:
        write(hugo, facts, "De Hugo.", seen=first)
    assert met.value.comment is not None
    assert met.value.comment.text == "De Claire, mieux."
    with pytest.raises(Meanwhile):
        write(hugo, facts, "De Hugo.", seen=None)
    with pytest.raises(Meanwhile):
        print_draft(by=hugo, edition=edition, period="2017-03", block=BLOCK, seen=first)
    assert said(facts) == [("De Claire, mieux.", "Claire Tilleul")]


def test_the_same_words_sent_twice_are_no_quarrel(claire: User, facts: Facts) -> None:
    assert write(claire, facts, "De Claire.", seen=None)
    assert not write(claire, facts, "De Claire.", seen=None)
    assert Event.objects.filter(target="reports.comment").count() == 1


def test_a_typed_number_is_flagged_and_becomes_a_field(claire: User, facts: Facts, edition: Edition) -> None:
    write(claire, facts, "Il y a eu 45 entrées et un tiers de refus, en mars 2017.")
    found = flags("2017-03", edition)
    assert [flag.words for flag in found] == ["45", "un tiers"]
    comment = Comment.objects.get()
    first, second = doubts(comment, facts, drafts(facts)[BLOCK])
    assert [field.key for field in first.offers] == ["entries_month"]
    assert second.offers == ()
    number: dict[str, Any] = {"words": "45", "start": first.start, "key": "entries_month", "seen": comment.written_at}
    replace_number(by=claire, edition=edition, facts=facts, block=BLOCK, **number)
    assert Comment.objects.get().text == "Il y a eu {entries_month} entrées et un tiers de refus, en mars 2017."
    assert said(facts)[0][1] == "Claire Tilleul"
    with pytest.raises(Meanwhile):
        replace_number(by=claire, edition=edition, facts=facts, block=BLOCK, **number)
    stale: dict[str, Any] = {**number, "seen": Comment.objects.get().written_at}
    with pytest.raises(ValidationError, match="entre-temps"):
        replace_number(by=claire, edition=edition, facts=facts, block=BLOCK, **stale)


def test_a_draft_put_aside_has_no_flags(claire: User, facts: Facts, edition: Edition) -> None:
    write(claire, facts, "Il y a eu 45 entrées.")
    write(claire, facts, drafts(facts)[BLOCK])
    assert flags("2017-03", edition) == []


def test_what_has_become_doubtful(claire: User, facts: Facts) -> None:
    draft = drafts(facts)[BLOCK]
    write(claire, facts, f"{draft} Bravo pour {{objectif annuel d’entrées}}.")
    comment = Comment.objects.get()
    assert [flag.kind for flag in doubts(comment, facts, draft)] == [Kind.SILENT]
    ahead = march({"entries_cumulative": 200})
    found = doubts(comment, ahead, drafts(ahead)[BLOCK])
    assert Kind.UNSAID in {flag.kind for flag in found}
    assert any("de moins" in flag.words for flag in found)


def test_what_is_in_too_many_paragraphs_for_the_page_is_refused(claire: User, facts: Facts) -> None:
    with pytest.raises(ValidationError, match="200 paragraphes"):
        write(claire, facts, "x\r\n\r\n" * 200)
    assert write(claire, facts, "x\ny\nz\nt")
    assert len(said(facts)) == 4
