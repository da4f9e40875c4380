CREATE VIEW pub.report AS
SELECT report.report_id,
       publisher.publisher_id,
       publisher.name AS publisher_zh,
       publisher.kind,
       lineage.lineage_id,
       lineage.series_id,
       publisher.region_id,
       region.code AS region_code,
       region.name AS region_zh,
       report.year,
       report.coverage,
       CASE
           WHEN reading.coverage <> report.coverage THEN 'other_document'
           WHEN starts_with(reading.coverage_evidence, 'publisher: ') THEN 'publisher_name'
           WHEN starts_with(reading.coverage_evidence, 'magnitudes: ') THEN 't2_magnitude'
           WHEN reading.coverage_evidence <> '' THEN 'stated'
       END AS coverage_basis,
       CASE WHEN sealed.report_id IS NULL THEN reading.coverage_evidence_masked END AS coverage_evidence,
       period.first AS period_start,
       period.last AS period_end,
       round((period.last - period.first + 1) / 30.4375)::int AS period_months,
       CASE WHEN reading.period_start IS NULL THEN 'assumed' ELSE 'stated' END AS period_basis,
       CASE WHEN sealed.report_id IS NULL THEN reading.title_masked END AS title,
       reading.forms ->> 't2' AS form_t2,
       reading.forms ->> 't3' AS form_t3,
       reading.forms ->> 't4' AS form_t4,
       reading.forms ->> 'annex' AS form_annex,
       CASE split_part(reading.forms ->> 'annex', '_', 1) WHEN 'sh' THEN 'sh' WHEN 'fujian' THEN 'fj' END AS form_family,
       ARRAY(SELECT jsonb_object_keys(reading.forms) ORDER BY 1) AS tables_found,
       counted.documents AS n_documents,
       counted.editions AS n_editions,
       counted.readings AS n_readings,
       chosen.edition_id AS default_edition_id,
       chosen.reading_id AS default_reading_id,
       CASE WHEN chosen.regressed THEN 'richer_earlier' WHEN counted.of_shown > 1 THEN 'latest' ELSE 'only' END
           AS edition_rule,
       chosen.regressed AS edition_regressed,
       document.carrier,
       split_part(split_part(document.url, '://', 2), '/', 1) AS host,
       document.url,
       chosen.first_seen,
       capture.captured_at,
       capture.digest,
       reading.reader,
       reading.checks_passed,
       reading.checks_failed,
       reading.checks_nontrivial,
       reading.checks_not_assessable,
       sealed.report_id IS NOT NULL AS withheld,
       reading.recognised,
       timely.due_date,
       timely.claimed_date,
       CASE WHEN timely.observed THEN timely.absent END AS absent_last_seen,
       CASE WHEN timely.observed THEN LEAST(timely.present, chosen.first_seen) END AS present_first_seen,
       timely.observed AS observed_prospectively,
       CASE WHEN timely.observed THEN GREATEST(
           0, COALESCE((timely.absent AT TIME ZONE 'Asia/Shanghai')::date - timely.due_date, 0)) END AS days_late_min,
       CASE WHEN timely.observed THEN GREATEST(
           0, (LEAST(timely.present, chosen.first_seen) AT TIME ZONE 'Asia/Shanghai')::date - timely.due_date)
       END AS days_late_max,
       CASE
           WHEN timely.observed AND LEAST(timely.present, chosen.first_seen) < timely.due_over THEN 'true'
           WHEN timely.observed AND timely.absent >= timely.due_over THEN 'false'
           ELSE 'unknown'
       END AS on_time,
       timely.claimed_date <= timely.due_date AS claimed_on_time
FROM reading_held AS chosen
JOIN report USING (report_id)
JOIN publisher USING (publisher_id)
JOIN reading USING (reading_id)
JOIN document ON document.document_id = chosen.document_id
JOIN capture ON capture.capture_id = chosen.capture_id
JOIN region ON region.region_id = publisher.region_id
JOIN report_lineage AS lineage ON lineage.report_id = report.report_id
LEFT JOIN timeliness AS timely ON timely.report_id = report.report_id
LEFT JOIN decision_standing AS sealed
       ON sealed.report_id = report.report_id AND sealed.target = 'report' AND sealed.verdict = 'withheld'
CROSS JOIN LATERAL (
    SELECT count(DISTINCT edition.document_id) AS documents,
           count(DISTINCT edition.edition_id) AS editions,
           count(DISTINCT edition.edition_id) FILTER (WHERE edition.document_id = chosen.document_id) AS of_shown,
           count(*) AS readings
    FROM reading AS any_reading
    JOIN edition USING (edition_id)
    WHERE any_reading.report_id = report.report_id
) AS counted
CROSS JOIN LATERAL (
    -- In force since 1 May 2008: what a report of that year counts is assumed to begin there.
    SELECT COALESCE(reading.period_start, make_date(report.year, CASE report.year WHEN 2008 THEN 5 ELSE 1 END, 1)) AS first,
           COALESCE(reading.period_end, make_date(report.year, 12, 31)) AS last
) AS period
-- Not `= 1`: see the choice of readings.
WHERE chosen.rank < 2 /* report.report_id among reports */;

COMMENT ON VIEW pub.report IS 'One row a held report: one publisher, one year, one coverage.';
COMMENT ON COLUMN pub.report.report_id IS '<region code>-<publisher slug>-<year>-<a|o|u>; never reused.';
COMMENT ON COLUMN pub.report.publisher_id IS 'Number of the publisher.';
COMMENT ON COLUMN pub.report.publisher_zh IS 'Name of the publisher.';
COMMENT ON COLUMN pub.report.kind IS 'What sort of organ the publisher is.';
COMMENT ON COLUMN pub.report.lineage_id IS 'Organs of one lineage are one, renamed; a merger or split begins another.';
COMMENT ON COLUMN pub.report.series_id IS 'One lineage with one coverage; no view joins two.';
COMMENT ON COLUMN pub.report.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.report.region_code IS 'Its last GB/T 2260 code; region_year has that of the year.';
COMMENT ON COLUMN pub.report.region_zh IS 'Its last name.';
COMMENT ON COLUMN pub.report.year IS 'The year reported on.';
COMMENT ON COLUMN pub.report.coverage IS 'What is counted: aggregate (the whole administration of the area), own, unclear.';
COMMENT ON COLUMN pub.report.coverage_basis IS
    'What decides it: stated (a sentence of the text), publisher_name (who signs), t2_magnitude (how much table 2 counts), other_document (another document of the organ and year states it); null: nothing is kept.';
COMMENT ON COLUMN pub.report.coverage_evidence IS 'The sentence that decides the coverage.';
COMMENT ON COLUMN pub.report.period_start IS 'First day that its figures count.';
COMMENT ON COLUMN pub.report.period_end IS 'Last day.';
COMMENT ON COLUMN pub.report.period_months IS 'How many months that is, rounded.';
COMMENT ON COLUMN pub.report.period_basis IS
    'stated: as the report says, also where that is another year; assumed: none was read, so the year, of 2008 from 1 May on.';
COMMENT ON COLUMN pub.report.title IS 'The document''s own heading.';
COMMENT ON COLUMN pub.report.form_t2 IS 'Form of table 2; null: no table 2.';
COMMENT ON COLUMN pub.report.form_t3 IS 'Form of table 3; null: no table 3.';
COMMENT ON COLUMN pub.report.form_t4 IS 'Form of table 4; null: no table 4.';
COMMENT ON COLUMN pub.report.form_annex IS 'Form of the annex before 2019; null: none.';
COMMENT ON COLUMN pub.report.form_family IS 'Family of a local annex: sh (Shanghai), fj (Fujian); null: none, or the national one.';
COMMENT ON COLUMN pub.report.tables_found IS 'The tables that are there.';
COMMENT ON COLUMN pub.report.n_documents IS 'Documents of this report.';
COMMENT ON COLUMN pub.report.n_editions IS 'Distinct contents of those documents.';
COMMENT ON COLUMN pub.report.n_readings IS 'Distinct readings of those contents.';
COMMENT ON COLUMN pub.report.default_edition_id IS 'The content whose figures are shown.';
COMMENT ON COLUMN pub.report.default_reading_id IS 'The reading whose figures are shown.';
COMMENT ON COLUMN pub.report.edition_rule IS
    'Which content of the document is shown: only (there is one), latest, or richer_earlier (a later one holds less).';
COMMENT ON COLUMN pub.report.edition_regressed IS 'A later content holds fewer numbers, so an earlier one is shown.';
COMMENT ON COLUMN pub.report.carrier IS 'Kind of file of the document shown.';
COMMENT ON COLUMN pub.report.host IS 'Host of the document shown.';
COMMENT ON COLUMN pub.report.url IS 'Address of the document shown.';
COMMENT ON COLUMN pub.report.first_seen IS 'When a document of this report was first captured.';
COMMENT ON COLUMN pub.report.captured_at IS 'When the content shown was first captured (WARC-Date).';
COMMENT ON COLUMN pub.report.digest IS 'WARC-Payload-Digest of that capture.';
COMMENT ON COLUMN pub.report.reader IS 'Version of the reader and digest of its rules.';
COMMENT ON COLUMN pub.report.checks_passed IS 'Official identities that held.';
COMMENT ON COLUMN pub.report.checks_failed IS 'Official identities that did not hold.';
COMMENT ON COLUMN pub.report.checks_nontrivial IS 'Of those judged, how many are not 0 = 0.';
COMMENT ON COLUMN pub.report.checks_not_assessable IS 'Official identities that could not be judged.';
COMMENT ON COLUMN pub.report.withheld IS 'A person withheld it: no figure, section or claim of it is shown; `decision` says why.';
COMMENT ON COLUMN pub.report.recognised IS 'Read from a picture, in whole or in part.';
COMMENT ON COLUMN pub.report.due_date IS 'Last day to publish (local); null: the law names none.';
COMMENT ON COLUMN pub.report.claimed_date IS 'Earliest day that a list gives for it; it may be antedated. Null: no list gives one.';
COMMENT ON COLUMN pub.report.absent_last_seen IS 'Last whole look at its list that did not show it; null: none, or not watched since before it was due.';
COMMENT ON COLUMN pub.report.present_first_seen IS 'When it was first seen, on its list or itself; null: not watched since before it was due.';
COMMENT ON COLUMN pub.report.observed_prospectively IS 'Its list was watched since before it was due; of all others nobody knows when they came.';
COMMENT ON COLUMN pub.report.days_late_min IS 'At least so many days late (0: in time, or perhaps); null: not watched.';
COMMENT ON COLUMN pub.report.days_late_max IS 'At most so many days late; null: not watched.';
COMMENT ON COLUMN pub.report.on_time IS 'true, false, or unknown: the interval tells it, never the claimed day.';
COMMENT ON COLUMN pub.report.claimed_on_time IS 'The claimed day is not after the day it was due; null: one of them is not known.';
