# SPDX-License-Identifier: Apache-2.0
# Parquet, read back by DuckDB: the numbers of the CSV export bit for bit, with types, and without the library one message.
#
# The library is the one that COEXIST_DUCKDB names, or comes from the npm registry once, at the version that tests/duckdb fixes.

import csv
import ctypes
import fcntl
import functools
import os
import pathlib
import platform
import shutil
import struct
import subprocess
import unittest

from command import COEXIST, FLAGSHIP, TIMEOUT, Case

ROOT = pathlib.Path(os.environ["COEXIST_ROOT"])
FETCHING = 300  # seconds
TEXT_TABLES = ("asked", "about_tables", "about_outcomes", "about_columns")


@functools.cache
def library():
    """DuckDB's library, or why there is none."""
    if named := os.environ.get("COEXIST_DUCKDB"):
        return pathlib.Path(named), ""
    if platform.machine() != "x86_64" or not shutil.which("npm"):
        return None, "DuckDB's library is fetched by npm, for x86-64 only; COEXIST_DUCKDB names another"
    folder = ROOT / "build/duckdb"
    folder.mkdir(parents=True, exist_ok=True)
    found = folder / "node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so"
    with open(folder / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = (ROOT / "tests/duckdb/package-lock.json").read_text()
        have = folder / "package-lock.json"
        if not found.exists() or not have.exists() or have.read_text() != wanted:
            for name in ("package.json", "package-lock.json", ".npmrc"):
                shutil.copy(ROOT / "tests/duckdb" / name, folder)
            try:
                done = subprocess.run(["npm", "ci"], cwd=folder, capture_output=True, text=True, timeout=FETCHING)
            except subprocess.TimeoutExpired:
                return None, "npm ci of tests/duckdb takes too long"
            if done.returncode != 0 or not found.exists():
                return None, "npm ci of tests/duckdb fails: " + done.stderr.strip()[-200:]
    return found, ""


class Duckdb:
    """As much of DuckDB's C interface as reads a file."""

    class Result(ctypes.Structure):
        _fields_ = [("parts", ctypes.c_void_p * 6)]

    def __init__(self, path):
        self.duckdb = ctypes.CDLL(str(path))
        self.duckdb.duckdb_result_error.restype = ctypes.c_char_p
        database, self.connection = ctypes.c_void_p(), ctypes.c_void_p()
        assert self.duckdb.duckdb_open(None, ctypes.byref(database)) == 0
        assert self.duckdb.duckdb_connect(database, ctypes.byref(self.connection)) == 0

    def run(self, sql):
        result = self.Result()
        state = self.duckdb.duckdb_query(self.connection, sql.encode(), ctypes.byref(result))
        error = self.duckdb.duckdb_result_error(ctypes.byref(result))
        assert state == 0, error
        self.duckdb.duckdb_destroy_result(ctypes.byref(result))

    def rows(self, query, folder):
        """What a query comes to, as text; no value is '(none)'."""
        path = folder / "query.csv"
        self.run(f"COPY ({query}) TO '{path}' (HEADER, NULLSTR '(none)')")
        with open(path, newline="") as file:
            return list(csv.DictReader(file))


def bits(number):
    return struct.pack("<d", float(number))


class Parquet(Case):
    def setUp(self):
        super().setUp()
        self.output("ask", FLAGSHIP, "--until", "1957-12", "--worlds", 300, "--prior", 2, "--store", "a.db", "--trace", 1)

    def export(self, *words, duckdb):
        return self.run_command("export", "a.db", *words, env=os.environ | {"COEXIST_DUCKDB": str(duckdb)})

    def test_numbers_read_back_as_they_stand_in_the_csv(self):
        path, why_not = library()
        if not path:
            self.skipTest(why_not)
        folder = "it's a [folder], \"all\" of *"
        done = self.export("--format", "parquet", "--output", folder, duckdb=path)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        files = [line.removeprefix(folder + "/") for line in done.stdout.splitlines()]
        self.assertEqual(sorted(files), sorted(os.listdir(self.folder / folder)))
        os.rename(self.folder / folder, self.folder / "p")
        self.output("export", "a.db", "--output", "t")
        self.assertEqual(sorted(os.listdir(self.folder / "t")), sorted(file.replace(".parquet", ".csv") for file in files))
        self.assertEqual((self.folder / "t/scenario.toml").read_bytes(), (self.folder / "p/scenario.toml").read_bytes())
        duckdb = Duckdb(path)
        numbers = 0
        for name in (file.removesuffix(".parquet") for file in files if file.endswith(".parquet")):
            with open(self.folder / "t" / (name + ".csv"), newline="") as file:
                expected = list(csv.DictReader(file))
            parquet = f"FROM '{self.folder}/p/{name}.parquet'"
            types = {row["column_name"]: row["column_type"] for row in
                     duckdb.rows(f"SELECT column_name, column_type FROM (DESCRIBE {parquet})", self.folder)}
            self.assertEqual(list(expected[0]), list(types), name)
            found = duckdb.rows(parquet, self.folder)
            self.assertEqual(len(expected), len(found), name)
            for column, kind in types.items():
                for here, there in zip(expected, found):
                    if kind == "VARCHAR":
                        self.assertEqual(here[column], there[column], name)
                    elif here[column] == "":
                        self.assertEqual("(none)", there[column], name)
                    elif kind == "BIGINT":
                        self.assertEqual(int(here[column]), int(there[column]), name)
                    else:
                        self.assertEqual("DOUBLE", kind)
                        numbers += 1
                        self.assertEqual(bits(here[column]), bits(there[column]), (name, here))
            self.assertEqual(name not in TEXT_TABLES, {"BIGINT", "DOUBLE"} & set(types.values()) != set(), name)
        self.assertGreater(numbers, 10_000)

    def test_files_are_whole_or_not_there_and_never_overwritten(self):
        path, why_not = library()
        if not path:
            self.skipTest(why_not)
        (self.folder / "p").mkdir()
        (self.folder / "p/outcomes.parquet").write_text("mine")
        refused = self.export("--format", "parquet", "--output", "p", duckdb=path)
        self.assertEqual((2, ""), (refused.returncode, refused.stdout))
        self.assertIn("exists", refused.stderr)
        self.assertEqual(["outcomes.parquet"], os.listdir(self.folder / "p"))
        self.assertEqual("mine", (self.folder / "p/outcomes.parquet").read_text())
        small = subprocess.run(["sh", "-c", 'ulimit -f 20; "$0" export a.db --format parquet --output q', COEXIST], cwd=self.folder,
                               capture_output=True, text=True, timeout=TIMEOUT, env=os.environ | {"COEXIST_DUCKDB": str(path)})
        self.assertEqual((1, ""), (small.returncode, small.stdout))
        self.assertRegex(small.stderr, "^coexist: .*\n$")
        self.assertEqual([], os.listdir(self.folder / "q"))

    def test_without_the_library_it_says_what_is_missing(self):
        (self.folder / "no.so").write_text("no library")
        libc = next(line.split()[-2] for line in subprocess.run(["ldd", COEXIST], capture_output=True, text=True).stdout.splitlines()
                    if "libc.so" in line)
        for named, saying in ((self.folder / "none.so", "none.so' cannot be opened"), (self.folder / "no.so", "cannot be opened"),
                              (libc, "is not DuckDB's")):
            before = sorted(os.listdir(self.folder))
            done = self.export("--format", "parquet", "--output", "p", duckdb=named)
            self.assertEqual((2, ""), (done.returncode, done.stdout))
            self.assertRegex(done.stderr, r"^coexist: --format: .*COEXIST_DUCKDB=FILE.*\n$")
            self.assertIn(saying, done.stderr)
            self.assertEqual(before, sorted(os.listdir(self.folder)))


if __name__ == "__main__":
    unittest.main()
