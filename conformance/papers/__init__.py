"""One report printed as PDF, DOCX or XLSX, in the manners in which programs of offices print them."""
