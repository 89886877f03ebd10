"""Open files of text, whatever wrote them."""
