"""Titles that are the same in many reports: of chapters, and of parts that are not content."""

import re

# Headings that open a chapter in reports that do not number theirs
CHAPTERS = re.compile(
    r"^(?:forord|preface|sammendrag|summary|abstract|innledning|introduksjon|bakgrunn|teori|metode(?:del)?|"
    r"litteraturgjennomgang|litteratur\w*|resultater|funn|diskusjon|drøfting|konklusjon\w*|avslutning|"
    r"videre forskning|referanser|kilder|vedlegg)\b[\s:\d]*$",
    re.IGNORECASE,
)
SKIPPED = {
    "contents": re.compile(r"^(?:innhold(?:sfortegnelse)?|(?:tabell|figur)(?:oversikt|liste)|contents)\b", re.I),
    "references": re.compile(
        r"^(?:litteratur(?:liste|referanser)?|referanse(?:r|liste)|kilde(?:r|liste)|references|bibliography)\s*:?$",
        re.I,
    ),
    "annex": re.compile(r"^(?:vedlegg|appendix|annex)\b", re.I),
}
