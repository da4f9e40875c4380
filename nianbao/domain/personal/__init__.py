"""Personal data in prose: where it stands, of which kind, and the text without it. Figures are never touched."""

from nianbao.domain.personal.kinds import Kind, kinds
from nianbao.domain.personal.reports import masked_report
from nianbao.domain.personal.spans import Span, count_by_kind, find_spans, mask, replaced

__all__ = ["Kind", "Span", "count_by_kind", "find_spans", "kinds", "mask", "masked_report", "replaced"]
