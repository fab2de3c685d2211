"""What leaves the house as a file: one description of a document, written as PDF/UA, as DOCX and as HTML."""
