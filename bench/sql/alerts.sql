-- The alerts that need no merging of suspensions, each in one pass: what anyone would write by hand.
WITH open AS (
  SELECT p.id, p.code, p.entry_date AS entry,
    EXISTS (SELECT 1 FROM pathways_suspension s
      WHERE s.pathway_id = p.id AND s.start <= %(day)s AND (s."end" IS NULL OR s."end" >= %(day)s)) AS suspended,
    EXISTS (SELECT 1 FROM pathways_step s
      WHERE s.pathway_id = p.id AND s.start <= %(day)s AND (s."end" IS NULL OR s."end" >= %(day)s)) AS busy,
    (SELECT MAX(i.date) FROM pathways_interview i
      WHERE i.pathway_id = p.id AND i.present AND i.date <= %(day)s) AS contact,
    (SELECT MAX(i.date) FROM pathways_interview i
      WHERE i.pathway_id = p.id AND i.present AND i.date <= %(day)s AND i.kind = 'entretien') AS interview,
    (SELECT MAX(COALESCE(s."end", '9999-12-31')) FROM pathways_step s WHERE s.pathway_id = p.id) AS last_step
  FROM pathways_pathway p
  WHERE p.entry_date <= %(day)s AND (p.exit_date IS NULL OR p.exit_date > %(day)s)
)
SELECT code, 'no_contact' AS kind FROM open WHERE NOT suspended AND COALESCE(contact, entry) < %(month)s
UNION ALL
SELECT code, 'no_interview' FROM open WHERE NOT suspended AND NOT busy AND COALESCE(interview, entry) < %(month)s
UNION ALL
SELECT code, 'no_step' FROM open WHERE NOT suspended AND NOT busy AND COALESCE(last_step, entry) <= %(quarter)s
UNION ALL
SELECT code, 'max_duration' FROM open WHERE entry <= %(long)s
