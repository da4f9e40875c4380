"""Weigh. Figures in, findings out: one report or a series; evaluates the domain's rules."""

from nianbao.checks.report import weigh
from nianbao.checks.series import SeriesFinding, SeriesReport, weigh_series

__all__ = ["SeriesFinding", "SeriesReport", "weigh", "weigh_series"]
