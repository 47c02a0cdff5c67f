"""The errors a user can do something about; every message says what was found and what to do.

RegionsvarError
├── ReportError     a report's folder or file cannot be read
├── NoteError       a reading note does not hold
├── IndexMissing    there is no index yet
├── IndexStale      the index was made from other reports, notes or settings
├── IndexDamaged    the index's files are not what its manifest says
├── ModelError      an embedding model cannot be loaded
├── QuestionError   a question cannot be used (too long)
├── QuestionSetError  a question file or run cannot be used
├── NotAllowed      a person may not do what was asked
├── ExportError     an answer cannot be written to a file
└── StoreError      conversations and feedback cannot be kept or read
    └── StoreDamaged  their database is damaged
"""


class RegionsvarError(Exception):
    """Base of all; `str(error)` is one clear sentence for the user, in English.

    `kind` names the sentence where the page says it in the reader's language too (app/faults.py), and `values` are
    what it is filled with; both are empty where the page shows the English.
    """

    def __init__(self, text: str, kind: str = "", /, **values: str | int) -> None:
        """Take the sentence, and what it is made of."""
        super().__init__(text)
        self.kind = kind
        self.values = values


class ReportError(RegionsvarError):
    """A report's folder or file cannot be read."""


class NoteError(RegionsvarError):
    """A reading note does not hold."""


class IndexMissing(RegionsvarError):
    """There is no index yet."""


class IndexStale(RegionsvarError):
    """The index was made from other reports, notes or settings."""


class IndexDamaged(RegionsvarError):
    """The index's files are not what its manifest says."""


class ModelError(RegionsvarError):
    """An embedding model cannot be loaded."""


class QuestionError(RegionsvarError):
    """A question cannot be used."""


class QuestionSetError(RegionsvarError):
    """A question file or a run cannot be used."""


class NotAllowed(RegionsvarError):
    """A person may not do what was asked."""


class ExportError(RegionsvarError):
    """An answer cannot be written to a file."""


class StoreError(RegionsvarError):
    """Conversations and feedback cannot be kept or read."""


class StoreDamaged(StoreError):
    """The database of conversations and feedback is damaged."""
