-- Entries of the year to date by their referrer's category.
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
    SELECT referral.referrer_id, count(*) AS number
    FROM pathways_pathway AS pathway
    LEFT JOIN referrals_referral AS referral ON referral.id = pathway.referral_id
    WHERE pathway.entry_date BETWEEN %(new_year)s AND %(end)s
        AND pathway.known_on <= %(as_of)s -- as_of
    GROUP BY referral.referrer_id
) AS counted
LEFT JOIN up ON up.id = counted.referrer_id AND up.category <> ''
GROUP BY up.category
