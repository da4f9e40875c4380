SELECT report_id, publisher_zh, region_code, region_zh, year, coverage, coverage_evidence, title, form_t2, form_t3, form_t4,
       form_annex, carrier, host, url, first_seen, captured_at, digest, checks_passed, checks_failed, checks_nontrivial,
       checks_not_assessable, withheld, recognised, n_documents, n_editions
FROM report
WHERE report_id = :report_id
