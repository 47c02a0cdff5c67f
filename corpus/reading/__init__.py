"""From the text of a file to a `Report`: pages, footnotes, blocks, words; each step a pure function.

raw text ── pages ──► RawPage ── footnotes ──► RawPage ── blocks ──► Draft ── words, assemble ──► Report
"""
