CREATE VIEW pub.section_mask AS
SELECT report.report_id,
       section.position,
       (mask.at - 1)::integer AS place,
       mask.of ->> 0 AS kind,
       (mask.of ->> 1)::integer AS start,
       (mask.of ->> 2)::integer AS stop
FROM pub.report
JOIN section ON section.reading_id = report.default_reading_id
CROSS JOIN LATERAL jsonb_array_elements(section.masks) WITH ORDINALITY AS mask(of, at);

COMMENT ON VIEW pub.section_mask IS 'One row a piece of personal data in the text of a section; never what it says.';
COMMENT ON COLUMN pub.section_mask.report_id IS 'The report.';
COMMENT ON COLUMN pub.section_mask.position IS 'Place of the section, from 0.';
COMMENT ON COLUMN pub.section_mask.place IS 'Place among those of the section, from 0.';
COMMENT ON COLUMN pub.section_mask.kind IS
    'mobile, identity, bank, email, phone, fax, messenger or contact (a name behind 联系人 and the like).';
COMMENT ON COLUMN pub.section_mask.start IS 'First character in the text as read, from 0.';
COMMENT ON COLUMN pub.section_mask.stop IS 'The character behind it.';
