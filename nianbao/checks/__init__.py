"""Weigh. Figures in, findings out: one report or a series; evaluates the domain's rules."""
