-- Non-entries of the year to date by reason and month.
SELECT
    reason_id,
    substr(declined_on, 1, 7) AS month, -- sqlite
    to_char(declined_on, 'YYYY-MM') AS month, -- postgresql
    count(*) AS number
FROM referrals_referral
WHERE declined_on BETWEEN %(new_year)s AND %(end)s
    AND declined_known_on <= %(as_of)s -- as_of
GROUP BY 1, 2
