-- The counts of the first block. The file active is read once, for itself, its steps and its suspensions.
WITH active AS (
    SELECT id, participant_id
    FROM pathways_pathway
    WHERE entry_date <= %(end)s
        AND (
            exit_date > %(end)s
            OR exit_date IS NULL
            OR exit_known_on > %(as_of)s -- as_of
        )
        AND known_on <= %(as_of)s -- as_of
),
entered AS (
    SELECT
        count(*) FILTER (WHERE entry_date >= %(start)s) AS entries_month, -- month
        count(*) FILTER (WHERE entry_date < %(start)s AND recorded_on BETWEEN %(start)s AND %(end)s) AS entries_late, -- month
        count(*) AS entries_cumulative
    FROM pathways_pathway
    WHERE entry_date BETWEEN %(new_year)s AND %(end)s
        AND known_on <= %(as_of)s -- as_of
),
on_steps AS (
    SELECT count(DISTINCT active.participant_id) AS people_on_a_step, count(*) AS steps_open
    FROM active
    JOIN pathways_step AS step ON step.pathway_id = active.id
    WHERE step.start <= %(end)s
        AND (step."end" >= %(end)s OR step."end" IS NULL)
        AND step.known_on <= %(as_of)s -- as_of
)
SELECT
    (
        SELECT round(sum(fte), 4) FROM accounts_fteperiod WHERE start <= %(end)s AND ("end" >= %(end)s OR "end" IS NULL)
    ) AS fte,
    entered.entries_month, -- month
    entered.entries_late, -- month
    ( -- month
        SELECT count(*) -- month
        FROM pathways_pathway -- month
        WHERE entry_date < %(new_year)s -- month
            AND recorded_on BETWEEN %(start)s AND %(end)s -- month
            AND known_on <= %(as_of)s -- month as_of
    ) AS entries_late_last_year, -- month
    entered.entries_cumulative,
    (
        SELECT count(*)
        FROM referrals_referral
        WHERE declined_on BETWEEN %(new_year)s AND %(end)s
            AND declined_known_on <= %(as_of)s -- as_of
    ) AS non_entries_cumulative,
    (
        SELECT count(DISTINCT participant_id)
        FROM pathways_pathway
        WHERE entry_date <= %(end)s
            AND (
                exit_date >= %(new_year)s
                OR exit_date IS NULL
                OR exit_known_on > %(as_of)s -- as_of
            )
            AND known_on <= %(as_of)s -- as_of
    ) AS accompanied_to_date,
    (SELECT count(*) FROM active) AS active_file_real,
    on_steps.people_on_a_step,
    on_steps.steps_open,
    (
        SELECT count(DISTINCT active.participant_id)
        FROM active
        JOIN pathways_suspension AS suspension ON suspension.pathway_id = active.id
        WHERE suspension.start <= %(end)s AND (suspension."end" >= %(end)s OR suspension."end" IS NULL)
    ) AS in_veille
FROM entered CROSS JOIN on_steps
