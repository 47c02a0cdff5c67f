"""Bring the saved index in line with the reports, with work for those alone that are new or changed.

A report's part (`index.part`) is kept under a key of all it was made of: the report's files, the model, the settings
and the program. What has a part under its key is not even read. One process does so at a time; another waits and
finds the work done. Whatever ends it, the index in force is the old one or the new one.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from corpus.errors import IndexDamaged, IndexMissing, NoteError, ReportError
from corpus.formats.process import Parser
from corpus.library import NOTES, checksums, checksums_of, load_library, load_report
from corpus.notes import Notes, read_notes
from corpus.sources import source_of
from index.alone import alone, clear_drafts, drafts, not_written
from index.build import assemble, probe_of, within
from index.embed import Embedder
from index.kept import Kept, code
from index.manifest import FORMAT, current_folder, read_manifest, same_model, version_in_line
from index.part import Part, Progress, make_part
from index.settings import Settings
from index.static import open_embedder
from index.store import put_in_force

TRIES = 5  # times the work is begun anew because a report changed while it was read
PARTS_SHARE = 0.8  # of the time, where a report is new
MOST_SINGLE = 24  # parts that are kept in a file each: reading one takes 2 ms, packing them all a second or two


class _Changed(Exception):
    """A report changed while it was read."""


def quiet(_step: str, _share: float) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What one refresh goes by."""

    settings: Settings
    embedder: Embedder
    probe: tuple[float, ...]
    code: str
    kept: Kept
    progress: Progress


def refresh(
    settings: Settings, embedder: Embedder | None = None, progress: Progress = quiet, *, anew: bool = False
) -> str:
    """Bring the saved index in line with the reports in `settings.reports`; return its version.

    Nothing is written where it is in line already. `embedder` stands in for the model the settings name; with
    `anew` nothing of the old index is used. `progress` is told "waiting" (for another process), "passages",
    "vectors", "words", "alike", "writing" and "done".

    Raises:
        RegionsvarError: the reports or the model cannot be read, or the index cannot be written; the old one stands.
    """
    embedder = embedder or open_embedder(settings.model)
    work = _Work(settings, embedder, _probe(settings, probe_of(embedder)), code(), Kept(settings), progress)
    before, sums = _in_force(settings), checksums(settings.reports)
    version = "" if anew else _in_line(work, sums)
    if not version:
        with alone(settings.saved, lambda: progress("waiting", 0.0)):
            if _in_force(settings) != before:  # another process was at work, and may have found other reports
                sums = checksums(settings.reports)
                version = "" if anew else _in_line(work, sums)
            version = version or _renewed(work, sums, anew=anew)
    elif drafts(settings.saved) or work.kept.drafts():  # of one that was killed while it built the same once more
        with alone(settings.saved, lambda: progress("waiting", 0.0)):
            clear_drafts(settings.saved)
            for draft in work.kept.drafts():
                draft.unlink()
    progress("done", 1.0)
    return version


def holds(settings: Settings) -> dict[str, int]:
    """Return how many "passages" and "vectors" the index in force holds.

    Raises:
        IndexMissing, IndexDamaged: there is none, or it cannot be read.
    """
    found: dict[str, int] = read_manifest(current_folder(settings)).get("holds", {})
    return {"passages": 0, "vectors": 0} | found


def _probe(settings: Settings, here: tuple[float, ...]) -> tuple[float, ...]:
    """Return the vector that tells the model: as the index in force has it, where that is the same but for rounding."""
    try:
        before = tuple(read_manifest(current_folder(settings))["probe"])
    except (IndexMissing, IndexDamaged):
        return here
    return before if same_model(before, here) else here


def _in_force(settings: Settings) -> Path | None:
    try:
        return current_folder(settings)
    except (IndexMissing, IndexDamaged):
        return None


def _in_line(work: _Work, sums: dict[str, str]) -> str:
    return version_in_line(work.settings, sums, work.probe, work.code)


def _renewed(work: _Work, sums: dict[str, str], *, anew: bool) -> str:
    """Put an index of the reports as they are in force; return its version."""
    try:
        if anew:
            work.kept.forget((), also=())
        for _ in range(TRIES):
            try:
                return _once(work, sums)
            except _Changed:
                sums = checksums(work.settings.reports)
    except OSError as error:
        raise not_written(work.settings.saved, error) from error
    folder = work.settings.reports
    text = f"The reports in {folder} change all the time; try again when they are at rest."
    raise ReportError(text, "restless", folder=str(folder))


def _once(work: _Work, sums: dict[str, str]) -> str:
    keys = _keys(work, sums)
    with ThreadPoolExecutor(1) as thread:  # most of reading is checksums, which let another thread run
        words = thread.submit(work.kept.words)
        found = _found(work, keys)
    if not found.keys:
        load_library(work.settings.reports)  # says why
    known = words.result()
    before = len(known.numbers), known.vocabulary
    show = within(work.progress, PARTS_SHARE, 0.95)
    index, whole = assemble(found.parts, work.embedder, show, known, work.probe)
    work.progress("writing", 0.95)
    with ThreadPoolExecutor(1) as thread:
        new = before != (len(known.numbers), known.vocabulary)
        keeping = [thread.submit(work.kept.keep_words, known)] if new else []
        version = put_in_force(index, work.settings, sums, work.code)
    for kept in keeping:
        with suppress(OSError):  # the new index is in force: what was worked out of words can be lost without harm
            kept.result()
    if len(found.single) > MOST_SINGLE or found.packed > 2 * len(keys):
        work.kept.keep_pack(whole, found.keys)
        work.kept.forget(())
    else:
        work.kept.forget(found.single)
    return version


@dataclass(frozen=True, slots=True)
class _Found:
    """The parts of all reports that can be read."""

    parts: list[Part]  # in the order of the reports: of one, or of several that were kept together
    keys: list[str]  # of each report
    single: list[str]  # the keys of those whose parts are kept each in a file
    packed: int  # reports that are kept together, whether they are there any more or not


def _found(work: _Work, keys: dict[str, str]) -> _Found:
    """Return the part of every report: as it was kept, or made now."""
    pack, packed = work.kept.pack()
    places = {key: place for place, key in enumerate(packed)}
    single = {key: work.kept.part(key) for key in keys.values() if key not in places}
    new = [(report_id, key) for report_id, key in keys.items() if key not in places and single[key] is None]
    with Parser() as parser:
        for number, (report_id, key) in enumerate(new):
            show = within(work.progress, PARTS_SHARE * number / len(new), PARTS_SHARE * (number + 1) / len(new))
            single[key] = _made(work, report_id, key, parser, show)
    there = [key for key in keys.values() if key in places or single[key] is not None]
    parts: list[Part] = []
    for together, run in groupby(enumerate(there), lambda at: places[at[1]] - at[0] if at[1] in places else None):
        run_keys = [key for _, key in run]
        if together is None or pack is None:
            parts += [part for key in run_keys if (part := single[key]) is not None]
        else:
            parts.append(pack.reports(places[run_keys[0]], places[run_keys[-1]] + 1))
    return _Found(parts, there, [key for key in there if key not in places], len(packed))


def _made(work: _Work, report_id: str, key: str, parser: Parser, progress: Progress) -> Part | None:
    """Make the part of a report and keep it; None where the report cannot be read.

    Raises:
        _Changed: the report is no longer what `key` was made of.
    """
    folder = work.settings.reports / report_id
    progress("passages", 0.0)
    try:
        report = load_report(folder, parser)
    except ReportError:
        return None  # `load_library` names it
    try:
        notes = read_notes(folder / NOTES, report)
    except NoteError:
        notes = Notes()
    part = make_part(report, notes.notes, work.embedder, work.settings, progress)
    if _keys(work, checksums_of(folder)) != {report_id: key}:
        raise _Changed
    work.kept.keep(key, part)
    return part


def _keys(work: _Work, sums: dict[str, str]) -> dict[str, str]:
    """Return the key of each report's part, by the reports' ids: a checksum of all it is made of."""
    common = sha256(repr([FORMAT, work.code, work.settings.shape(), work.probe]).encode()).hexdigest()
    out = {}
    for report_id, names in groupby(sorted(sums, key=lambda name: name.split("/")), lambda name: name.split("/")[0]):
        try:
            source = source_of(work.settings.reports / report_id).name
        except ReportError:
            continue
        made_of = [common, source, [(name, sums[name]) for name in names]]
        out[report_id] = sha256(repr(made_of).encode()).hexdigest()[:32]
    return out
