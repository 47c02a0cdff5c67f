"""From a file of any known format to a `Report`; parsing runs in a process of its own, within limits.

file ── kinds ──► format ── word, web, plain, pdf ──► Draft ── reading.assemble ──► Report ── wire ──► caller
"""
