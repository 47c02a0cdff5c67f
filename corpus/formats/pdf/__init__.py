"""From a PDF to drafts of blocks: the library tells characters and rules, their places tell the rest.

page ── glyphs ──► Word ── lines ──► Segment ── margins, tables, columns ──► TextLine ── notes, blocks ──► Draft
"""
