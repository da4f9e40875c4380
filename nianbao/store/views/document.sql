CREATE VIEW pub.document AS
WITH told AS (
    SELECT chosen.*, document.site, document.url, document.carrier, document.attached_to, reading.numbers,
           reading.title_masked AS title,
           first_value(chosen.own_portal) OVER by_rank AS shown_own_portal,
           first_value(chosen.picture) OVER by_rank AS shown_picture,
           first_value(document.carrier) OVER by_rank AS shown_carrier,
           first_value(reading.numbers) OVER by_rank AS shown_numbers,
           row_number() OVER (
               PARTITION BY chosen.report_id, chosen.own_portal, document.attached_to IS NULL, document.carrier,
                            chosen.picture OR reading.title ~ '图片版|扫描版|影印版'
               ORDER BY chosen.issue
           ) AS alike,
           chosen.picture OR reading.title ~ '图片版|扫描版|影印版' AS is_picture
    FROM reading_held AS chosen
    JOIN document USING (document_id)
    JOIN reading USING (reading_id)
    WINDOW by_rank AS (PARTITION BY chosen.report_id ORDER BY chosen.rank)
)
SELECT told.report_id,
       told.document_id,
       CASE
           WHEN NOT told.own_portal THEN 'copy_on_superior'
           WHEN told.attached_to IS NOT NULL THEN 'attachment'
           WHEN told.is_picture THEN 'picture'
           WHEN told.alike > 1 THEN 'reissue'
           ELSE 'body'
       END AS role,
       told.site,
       told.url,
       split_part(split_part(told.url, '://', 2), '/', 1) AS host,
       told.carrier,
       told.attached_to,
       CASE WHEN NOT report.withheld THEN told.title END AS title,
       listing.published,
       capture.captured_at,
       told.numbers,
       told.rank,
       told.rank = 1 AS shown,
       CASE
           WHEN told.rank = 1 THEN NULL
           WHEN told.numbers = 0 AND told.shown_numbers > 0 THEN 'no numbers'
           WHEN NOT told.own_portal AND told.shown_own_portal THEN 'another portal'
           WHEN told.picture AND NOT told.shown_picture THEN 'picture'
           WHEN told.carrier <> told.shown_carrier THEN 'carrier'
           WHEN told.numbers < told.shown_numbers THEN 'fewer numbers'
           ELSE 'earlier issue'
       END AS behind_because,
       cardinality(disagreement.keys) AS n_disagree
FROM told
JOIN pub.report USING (report_id)
JOIN capture ON capture.capture_id = told.capture_id
LEFT JOIN listing ON listing.site = told.site AND listing.url = told.url
LEFT JOIN disagreement ON disagreement.report_id = told.report_id AND disagreement.document_id = told.document_id;

COMMENT ON VIEW pub.document IS 'An address under which a held report stands: one report may have several.';
COMMENT ON COLUMN pub.document.report_id IS 'The report.';
COMMENT ON COLUMN pub.document.document_id IS 'Number of the document.';
COMMENT ON COLUMN pub.document.role IS 'body; attachment: a file beside a page; picture; copy_on_superior: on a portal that is not of the publisher''s region; reissue: on the same portal under a later address.';
COMMENT ON COLUMN pub.document.site IS 'The registry row it was first fetched for.';
COMMENT ON COLUMN pub.document.url IS 'Its address.';
COMMENT ON COLUMN pub.document.host IS 'Its host.';
COMMENT ON COLUMN pub.document.carrier IS 'Kind of file.';
COMMENT ON COLUMN pub.document.attached_to IS 'Of a file beside a page: the address of the page; null: no such file.';
COMMENT ON COLUMN pub.document.title IS 'Its own heading, personal data masked.';
COMMENT ON COLUMN pub.document.published IS 'The day that the list gives, local time; null: none, or it stands on no list.';
COMMENT ON COLUMN pub.document.captured_at IS 'When the content that is taken from it was first captured (WARC-Date).';
COMMENT ON COLUMN pub.document.numbers IS 'How many figures are numbers.';
COMMENT ON COLUMN pub.document.rank IS 'Order among the documents of the report, from 1.';
COMMENT ON COLUMN pub.document.shown IS 'The report''s figures are those of this document.';
COMMENT ON COLUMN pub.document.behind_because IS 'Why another is shown, the first that holds: no numbers, another portal, picture, carrier, fewer numbers, earlier issue; null: this is shown.';
COMMENT ON COLUMN pub.document.n_disagree IS 'Cells that print another number than in the document shown; null: none.';
