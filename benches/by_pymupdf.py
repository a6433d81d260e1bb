#!/usr/bin/env python3
"""Redacts phrases with PyMuPDF, as its manual says: to judge and to measure beside lakmoes.

Usage: by_pymupdf.py IN OUT PHRASE…
"""
import sys
import pymupdf

document = pymupdf.open(sys.argv[1])
for page in document:
    for phrase in sys.argv[3:]:
        for place in page.search_for(phrase):
            page.add_redact_annot(place, text="5.1.2e", fill=(0, 0, 0), text_color=(1, 1, 1))
    page.apply_redactions()
document.scrub()
document.save(sys.argv[2], garbage=4, deflate=True)
