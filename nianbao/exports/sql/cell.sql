-- After place: the chosen cells of the chosen reports; a number whose quality does not suffice is none, and says so.
, cell AS (
    SELECT place.code_year, place.region_id, place.year, place.name_year, place.level_year, place.province_zh,
           place.series_id, place.publisher_zh, place.kind, place.coverage,
           figure.report_id, figure.key, figure.sector, figure.form, figure.tbl, figure.line, figure.col, figure.label,
           figure.outcome_class, figure.ground_class, figure.applicant_class, figure.claim_value, figure.claim_fits,
           CASE WHEN {suffices} THEN figure.value END AS value,
           CASE WHEN {suffices} OR figure.status <> 'number' THEN figure.status ELSE 'doubt' END AS status,
           figure.raw, figure.unit,
           CASE WHEN {suffices} THEN figure.value_filled END AS value_filled,
           CASE WHEN {suffices} THEN figure.fill_basis END AS fill_basis,
           figure.quality, figure.flags, figure.readers, figure.readers_agree,
           figure.identities_held, figure.identities_failed, figure.corrected_value, figure.cell_id,
           indicator.short_name
    FROM place
    JOIN {figures} AS figure ON figure.report_id = place.report_id
    LEFT JOIN pub.codebook AS indicator ON indicator.key = figure.key
    WHERE :every_figure OR figure.key = ANY (CAST(:keys AS text[]))
)
