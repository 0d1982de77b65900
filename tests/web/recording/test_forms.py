"""The frame of every act: fields, one form carried out once, faults beside their field."""

import datetime as dt
from uuid import uuid4

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.core.models import Submission
from jalon.web.recording.fields import DayField, HourField, MinutesField
from jalon.web.recording.forms import THIRD, RecordForm
from jalon.web.recording.once import AlreadyDone, once


class SomeForm(RecordForm):
    """One field of each kind."""

    widths = {"time": THIRD}
    sensitive = frozenset({"words"})
    day = DayField(label="Date")
    next_day = DayField(label="Prochain rendez-vous", ahead=True, required=False)
    time = HourField(label="Heure")
    minutes = MinutesField(label="Durée")
    words = forms.CharField(label="Compte rendu", required=False, widget=forms.Textarea)


TYPED = {"day": "hier", "next_day": "12/3", "time": "10h30", "minutes": "1 h 15", "words": "Vu."}


def some_form(**changed: str) -> SomeForm:
    return SomeForm({**TYPED, "once": str(uuid4()), **changed})


def test_what_is_typed_is_read() -> None:
    form = some_form()
    assert form.is_valid(), form.errors
    assert form.said == {
        "day": dt.date(2017, 12, 30),
        "next_day": dt.date(2018, 3, 12),
        "time": dt.time(10, 30),
        "minutes": 75,
        "words": "Vu.",
    }


def test_what_is_known_is_shown_as_one_would_type_it() -> None:
    known = {"day": dt.date(2017, 12, 3), "time": dt.time(9), "minutes": 45}
    form = SomeForm(initial=known)
    assert [form[name].value() for name in known] == ["3/12/2017", "9\u00a0h\u00a000", "45\u00a0min"]
    assert form["once"].value() != SomeForm()["once"].value()


def test_a_fault_is_beside_its_field_and_what_was_typed_stays() -> None:
    form = some_form(day="31/2/2017", minutes="longtemps", time="")
    page = str(form)
    assert "Février 2017 n’a pas de 31." in form.errors["day"][0]
    assert form.errors["time"] == ["Ce champ manque."]
    assert 'value="31/2/2017"' in page
    assert 'value="longtemps"' in page
    assert 'aria-describedby="id_day_error id_day_said"' in page


def test_the_faults_of_an_action_go_beside_their_field_or_above() -> None:
    form = some_form()
    form.is_valid()
    form.refuse(ValidationError({"day": "Trop tôt.", "pathway": "Ce parcours est fini."}))
    assert form.errors["day"] == ["Trop tôt."]
    assert form.non_field_errors() == ["Ce parcours est fini."]


def test_the_page_says_how_wide_and_what_is_sensitive() -> None:
    page = str(some_form())
    assert 'class="field third"' in page
    assert page.count("data-sensitive") == 1
    assert 'data-day="2017-12-31"' in page
    assert page.count("data-ahead") == 1


@pytest.mark.django_db
def test_a_form_sent_twice_is_carried_out_once() -> None:
    key = uuid4()
    with transaction.atomic(), once(key) as submission:
        submission.answer = "/participants/D-1/"
    with pytest.raises(AlreadyDone) as before, transaction.atomic(), once(key):
        pytest.fail("carried out twice")
    assert before.value.answer == "/participants/D-1/"


@pytest.mark.django_db
def test_a_refused_act_may_be_sent_again() -> None:
    key = uuid4()
    with pytest.raises(ValidationError), transaction.atomic(), once(key):
        raise ValidationError("Non.")
    assert not Submission.objects.filter(key=key).exists()
