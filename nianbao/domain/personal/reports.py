"""A report whose prose shows no personal data; its figures are as they were."""

from dataclasses import replace

from nianbao.domain.personal.spans import mask
from nianbao.domain.report import Report


def masked_report(report: Report) -> Report:
    """The report with its title, sections, claims, messages and evidence masked."""
    return replace(
        report,
        title=mask(report.title),
        coverage_evidence=mask(report.coverage_evidence),
        sections=tuple(
            replace(section, heading=mask(section.heading), text=mask(section.text)) for section in report.sections
        ),
        claims=tuple(replace(claim, text=mask(claim.text)) for claim in report.claims),
        findings=tuple(replace(finding, message=mask(finding.message)) for finding in report.findings),
    )
