-- Where documents of one report print different numbers: one row a document that differs from the one shown.
SELECT shown.report_id, shown.reading_id, document.document_id,
       'DOCS.DISAGREE' AS rule, 'soft' AS severity, 'source' AS class,
       array_agg(figure.key ORDER BY figure.position) AS keys,
       (array_agg(other_figure.value ORDER BY figure.position))[1] AS expected,
       (array_agg(figure.value ORDER BY figure.position))[1] AS actual,
       'other numbers stand in ' || document.url || '; expected and actual are those of the first key there and here'
           AS message
FROM {held} AS shown
JOIN {held} AS other ON other.report_id = shown.report_id AND other.rank > 1
JOIN document ON document.document_id = other.document_id
JOIN figure ON figure.reading_id = shown.reading_id
JOIN figure AS other_figure ON other_figure.reading_id = other.reading_id AND other_figure.key = figure.key
WHERE shown.rank = 1 AND figure.value <> other_figure.value
GROUP BY shown.report_id, shown.reading_id, document.document_id, document.url
