"""One format a file: blocks of a document to the bytes of a file."""
