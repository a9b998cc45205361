# SPDX-License-Identifier: Apache-2.0
# The repository's files, for the tests of the house.

import os
import pathlib

ROOT = pathlib.Path(os.environ.get("COEXIST_ROOT", pathlib.Path(__file__).resolve().parents[2]))
NOT_OURS = {".git", "build", "__pycache__", ".cache", "third_party", "node_modules", ".venv"}


def files(*suffixes):
    """Paths, relative to the root, of every file of the repository that ends in one of the suffixes (all, where none is given)."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS)
        for name in sorted(names):
            if not suffixes or name.endswith(suffixes):
                found.append((pathlib.Path(folder) / name).relative_to(ROOT).as_posix())
    return found


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")
