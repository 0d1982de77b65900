-- Referrals of the year to date by category: the referrer's own, or else that of what it is an agency of, and so on up.
WITH RECURSIVE up AS (
    SELECT id, parent_id, category FROM organisations_organisation
    UNION
    SELECT up.id, parent.parent_id, parent.category
    FROM up
    JOIN organisations_organisation AS parent ON parent.id = up.parent_id
    WHERE up.category = ''
)
SELECT up.category, sum(counted.number) AS number
FROM (
    SELECT referrer_id, count(*) AS number
    FROM referrals_referral
    WHERE date BETWEEN %(new_year)s AND %(end)s
        AND known_on <= %(as_of)s -- as_of
    GROUP BY referrer_id
) AS counted
LEFT JOIN up ON up.id = counted.referrer_id AND up.category <> ''
GROUP BY up.category
