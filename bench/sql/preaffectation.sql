-- Days from the referral to the entry: their sum and number, of the month and of the year to date.
WITH waited AS (
    SELECT
        pathway.entry_date,
        CAST(julianday(pathway.entry_date) - julianday(referral.date) AS INTEGER) AS days -- sqlite
        pathway.entry_date - referral.date AS days -- postgresql
    FROM pathways_pathway AS pathway
    JOIN referrals_referral AS referral ON referral.id = pathway.referral_id
    WHERE pathway.entry_date BETWEEN %(new_year)s AND %(end)s
        AND pathway.known_on <= %(as_of)s -- as_of
)
SELECT
    sum(days) FILTER (WHERE entry_date >= %(start)s) AS month_days, -- month
    count(*) FILTER (WHERE entry_date >= %(start)s) AS month_number, -- month
    sum(days) AS days,
    count(*) AS number
FROM waited
