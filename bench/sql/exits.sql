-- Exits of the year to date by reason, with what the block's totals are made of.
SELECT counted.*, reason.positive, reason.neutral
FROM (
    SELECT
        exit_reason_id,
        count(*) FILTER (WHERE exit_date >= %(start)s) AS of_the_month, -- month
        count(*) FILTER (WHERE exit_date < %(start)s AND exit_recorded_on BETWEEN %(start)s AND %(end)s) AS late, -- month
        count(*) AS number
    FROM pathways_pathway
    WHERE exit_date BETWEEN %(new_year)s AND %(end)s
        AND known_on <= %(as_of)s -- as_of
        AND exit_known_on <= %(as_of)s -- as_of
    GROUP BY exit_reason_id
) AS counted
JOIN protocols_exitreason AS reason ON reason.code = counted.exit_reason_id
