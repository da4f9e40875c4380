"""Hand over. The data as files for R, Stata, SPSS, pandas and spreadsheets, each with its codebook and its gaps."""
