"""Where the app keeps what people make with it: one folder, outside the checkout."""

import os
from pathlib import Path

from platformdirs import user_data_path

DATA_VARIABLE = "REGIONSVAR_DATA"  # another folder for conversations and feedback


def data_folder() -> Path:
    """Return the folder of conversations and feedback: the environment's, else the user's own data folder."""
    return Path(os.environ.get(DATA_VARIABLE) or user_data_path("regionsvar", appauthor=False))
