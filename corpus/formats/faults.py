"""What the parsing libraries raise on damaged files, whatever the damage: one list for all."""

import zipfile
import zlib

from lxml import etree
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pypdfium2 import PdfiumError

DAMAGE: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    MalformedPDFException,
    PSException,
    PdfiumError,
    PdfminerException,
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
)
