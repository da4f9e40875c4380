-- The chosen region-years with their chosen reports: one row each, a region-year of which none is held as well. A report
-- of a region that did not stand on 31 December has a row too, with expected false.
WITH RECURSIVE report AS (
    SELECT * FROM pub.report_release(CAST(:release AS text))
), frame AS (
    SELECT * FROM pub.frame_release(CAST(:release AS text)) WHERE year BETWEEN :first_year AND :last_year
), outside AS (
    SELECT DISTINCT report.region_id, report.year, region.code_latest, region.name_zh, region.level, region.parent_id
    FROM report
    JOIN pub.region USING (region_id)
    WHERE report.year BETWEEN :first_year AND :last_year
      AND NOT EXISTS (SELECT FROM frame WHERE (frame.region_id, frame.year) = (report.region_id, report.year))
), unit AS (
    SELECT region_id, year, code_year, name_year, level_year, parent_id, prefecture_zh, province_zh, report_id,
           cell_state, state_reason, n_alternatives, listed, fetched, expected
    FROM frame
    UNION ALL
    SELECT region_id, year, code_latest, name_zh, level, parent_id, NULL, NULL, NULL,
           'held', 'the region did not stand on 31 December', 0, true, true, false
    FROM outside
), below AS (
    SELECT unit.region_id, unit.year
    FROM unit
    JOIN pub.region USING (region_id)
    WHERE region.code_latest = ANY (CAST(:regions AS text[])) OR region.region_key = ANY (CAST(:regions AS text[]))
    UNION
    SELECT unit.region_id, unit.year
    FROM unit
    JOIN below ON below.region_id = unit.parent_id AND below.year = unit.year
), place AS (
    SELECT unit.region_id, unit.year, unit.code_year, unit.name_year, unit.level_year, unit.prefecture_zh,
           unit.province_zh, unit.expected, unit.cell_state, unit.state_reason, unit.n_alternatives,
           unit.listed, unit.fetched, report.report_id, report.series_id, report.publisher_zh, report.kind,
           report.coverage, report.form_t2, report.form_t3, report.form_t4, report.form_annex, report.tables_found,
           report.carrier, report.url, report.captured_at, report.digest, report.recognised, report.withheld,
           report.checks_passed, report.checks_failed, report.checks_nontrivial, report.checks_not_assessable,
           report.default_reading_id
    FROM unit
    LEFT JOIN report
           ON report.region_id = unit.region_id AND report.year = unit.year
          AND report.coverage = ANY (CAST(:coverage AS text[]))
          AND (cardinality(CAST(:kinds AS text[])) = 0 OR report.kind = ANY (CAST(:kinds AS text[])))
          AND (NOT :whole_area_only OR NOT unit.expected OR report.report_id = unit.report_id)
    WHERE unit.level_year = ANY (CAST(:levels AS text[]))
      AND (cardinality(CAST(:regions AS text[])) = 0
           OR EXISTS (SELECT FROM below WHERE (below.region_id, below.year) = (unit.region_id, unit.year)))
      AND (unit.expected OR report.report_id IS NOT NULL)
)
