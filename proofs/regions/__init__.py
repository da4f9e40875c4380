"""Divisions replayed from 1 January 2008, held against the list of today and against every dated list between."""
