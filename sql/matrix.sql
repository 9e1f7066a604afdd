-- Every cell of the matrix in which something stands. The first parameter is the axis of the rows,
-- the second that of the columns: two of propositions, issues, sources, holders, years, quarters
-- and roles. A filter is a WHERE before the GROUP BY.
SELECT
  r.line AS row_key,
  r.label AS row_label,
  c.line AS column_key,
  c.label AS column_label,
  COUNT(CASE WHEN u.stance = -2 THEN 1 END) AS rejects,
  COUNT(CASE WHEN u.stance = -1 THEN 1 END) AS rejects_qualified,
  COUNT(CASE WHEN u.stance = 0 THEN 1 END) AS ambivalent,
  COUNT(CASE WHEN u.stance = 1 THEN 1 END) AS affirms_qualified,
  COUNT(CASE WHEN u.stance = 2 THEN 1 END) AS affirms,
  COUNT(DISTINCT u.argument) AS arguments,
  COUNT(DISTINCT CASE WHEN u.own_voice THEN u.argument END) AS own_voice,
  AVG(u.stance) AS mean
FROM units AS u
JOIN lines AS r ON r.unit = u.unit AND r.axis = ?
JOIN lines AS c ON c.unit = u.unit AND c.axis = ?
GROUP BY r.line, r.label, c.line, c.label
