-- Steps that have a day in the period, cut at their pathway's exit, by group and label.
SELECT counted.classification, label.name, counted.number
FROM (
    SELECT step.classification, step.label_id, count(*) AS number
    FROM pathways_step AS step
    JOIN pathways_pathway AS pathway ON pathway.id = step.pathway_id
    WHERE step.start <= %(end)s
        AND (step."end" >= %(start)s OR step."end" IS NULL)
        AND (
            pathway.exit_date >= %(start)s
            OR pathway.exit_date IS NULL
            OR pathway.exit_known_on > %(as_of)s -- as_of
        )
        AND step.known_on <= %(as_of)s -- as_of
        AND pathway.known_on <= %(as_of)s -- as_of
    GROUP BY step.classification, step.label_id
) AS counted
JOIN protocols_steplabel AS label ON label.id = counted.label_id
