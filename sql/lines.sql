-- Every line (row or column) of every axis that a unit belongs to. An argument that takes no
-- stance is on no line of propositions or issues. One that spans several years or quarters is on
-- each of their lines, and one without a time on the line "undated".
CREATE VIEW lines AS
SELECT unit, 'propositions' AS axis, proposition AS line, proposition_label AS label
FROM units
WHERE proposition IS NOT NULL
UNION ALL
SELECT unit, 'issues', issue, issue_label
FROM units
WHERE issue IS NOT NULL
UNION ALL
SELECT unit, 'sources', source, source_label
FROM units
UNION ALL
SELECT unit, 'holders', holder, holder_label
FROM units
UNION ALL
SELECT unit, 'roles', role, role_label
FROM units
UNION ALL
-- A year has a row for each of its quarters, but counts once.
SELECT u.unit, 'years', t.year_name AS line, t.year_name AS label
FROM units AS u
JOIN (SELECT DISTINCT argument, year_name FROM times) AS t ON t.argument = u.argument
UNION ALL
SELECT u.unit, 'quarters', t.quarter_name, t.quarter_label
FROM units AS u
JOIN times AS t ON t.argument = u.argument
