"""From a PDF to drafts of blocks: the library tells characters and rules, everything else is told from where they stand.

page ── glyphs ──► Word ── lines ──► Segment ── margins, tables, columns ──► TextLine ── notes, blocks ──► Draft
"""
