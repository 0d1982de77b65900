"""People accompanied, file active and steps of the witness, counted by hand from the contract."""

from tests.independent.hand import ask, enter, head, leave, small_folder, step, suspend

# People accompanied, file active


def test_accompanied_counts_the_exit_day_and_each_person_once() -> None:
    folder = small_folder()
    leave(folder, enter(folder, "2016-05-01"), "2016-12-31")  # left before the year
    leave(folder, enter(folder, "2016-05-01"), "2017-01-01")  # one day in the year
    enter(folder, "2017-03-31")  # last day
    enter(folder, "2017-04-01")  # too late
    leave(folder, enter(folder, "2017-01-05", person="Awa Mésange"), "2017-02-01")
    enter(folder, "2017-02-02", person="Awa Mésange")  # again, the day after
    keys = "accompanied_to_date", "entries_cumulative", "active_file_real"
    assert head(ask(folder, "2017-03"), *keys) == [3, 3, 2]


def test_an_exit_on_the_last_day_has_left_the_active_file() -> None:
    folder = small_folder()
    leave(folder, enter(folder, "2017-01-01"), "2017-03-31")
    leave(folder, enter(folder, "2017-01-01"), "2017-04-01")
    leave(folder, enter(folder, "2017-03-31"), "2017-03-31")
    assert head(ask(folder, "2017-03"), "active_file_real", "accompanied_to_date") == [1, 3]


def test_suspensions_are_inclusive_and_stop_with_their_pathway() -> None:
    folder = small_folder()
    for start, end in (
        ("2017-03-01", "2017-03-31"),  # last day
        ("2017-03-31", "2017-04-30"),  # first day
        ("2017-01-15", ""),  # no end
        ("2017-03-01", "2017-03-30"),  # over
        ("2017-04-01", ""),  # to come
    ):
        suspend(folder, enter(folder, "2017-01-10"), start, end)
    twice = enter(folder, "2017-01-10")
    suspend(folder, twice, "2017-02-01", "2017-04-01")
    suspend(folder, twice, "2017-03-01")
    gone = enter(folder, "2017-01-10")
    suspend(folder, gone, "2017-02-01")
    leave(folder, gone, "2017-03-31")
    assert head(ask(folder, "2017-03"), "in_veille", "active_file_real") == [4, 6]


# Steps


def test_steps_open_on_the_last_day() -> None:
    folder = small_folder()
    two = enter(folder, "2017-01-10")
    step(folder, two, "2017-03-31", "2017-03-31")
    step(folder, two, "2017-01-10")
    step(folder, enter(folder, "2017-01-10"), "2017-01-10", "2017-03-30")  # over
    step(folder, enter(folder, "2017-01-10"), "2017-04-01")  # to come
    gone = enter(folder, "2017-01-10")
    step(folder, gone, "2017-02-01", "2017-05-01")
    leave(folder, gone, "2017-03-31")  # not in the file active
    assert head(ask(folder, "2017-03"), "people_on_a_step", "steps_open", "active_file_real") == [1, 2, 3]


def test_steps_of_the_month_have_a_day_in_it() -> None:
    folder = small_folder()
    pathway = enter(folder, "2016-01-10")
    step(folder, pathway, "2017-01-01", "2017-02-28")  # before
    step(folder, pathway, "2017-01-01", "2017-03-01")  # first day
    step(folder, pathway, "2017-03-31", "2017-06-01")  # last day
    step(folder, pathway, "2017-04-01")  # after
    step(folder, pathway, "2016-02-01")  # all the time
    assert ask(folder, "2017-03")["steps"]["total"] == 3
    assert ask(folder, "2017")["steps"]["total"] == 5
    assert ask(folder, "2016")["steps"]["total"] == 1


def test_a_step_is_cut_at_its_pathways_exit() -> None:
    folder = small_folder()
    left_in_february, left_on_the_first = enter(folder, "2017-01-10"), enter(folder, "2017-01-10")
    for pathway in (left_in_february, left_on_the_first):
        step(folder, pathway, "2017-02-01", "2017-12-31")
        step(folder, pathway, "2017-02-01")
    leave(folder, left_in_february, "2017-02-28", recorded="2017-04-02")
    leave(folder, left_on_the_first, "2017-03-01")
    assert ask(folder, "2017-03")["steps"]["total"] == 2
    assert ask(folder, "2017-04")["steps"]["total"] == 0
    # before the exit of February was recorded, its pathway was open and its steps went on
    assert ask(folder, "2017-03", "2017-04-01")["steps"]["total"] == 4
    assert head(ask(folder, "2017-03", "2017-04-01"), "steps_open", "active_file_real") == [2, 1]


def test_groups_and_labels_of_steps() -> None:
    folder = small_folder()
    pathway = enter(folder, "2017-01-10")
    for label, group in (
        ("Start Again", "mobilisation"),
        ("Start Again", "formation_non_qualifiante"),
        ("Zoo", "mobilisation"),
        ("Zoo", "mobilisation"),
        ("PMSMP", "mobilisation"),
        ("Pmsmp", "mobilisation"),
        ("CDI", "emploi"),
    ):
        step(folder, pathway, "2017-02-01", label=label, group=group)
    steps = ask(folder, "2017-02")["steps"]
    assert [(row["group"], row["count"], row["pct"]) for row in steps["groups"]] == [
        ("emploi", 1, 14),
        ("formation_non_qualifiante", 1, 14),
        ("formation_qualifiante", 0, 0),
        ("mobilisation", 5, 71),
    ]
    assert [(row["label"], row["count"]) for row in steps["groups"][3]["rows"]] == [
        ("Zoo", 2),
        ("PMSMP", 1),
        ("Pmsmp", 1),
        ("Start Again", 1),
    ]
    assert steps["groups"][2]["rows"] == []
