"""Runs SQL in DuckDB on folders of Parquet files, for the tests: one process for all of it.

Takes the name of a file with a JSON list of [folder, [preparing statement, ...], [[query, values], ...]]; writes
the rows of each query as a line of JSON. In a folder each file is a table of its name.
"""

import json
import pathlib
import sys

import duckdb

for folder, preparing, queries in json.loads(pathlib.Path(sys.argv[1]).read_text()):
    store = duckdb.connect()
    store.execute("SET threads = 1")
    for file in sorted(pathlib.Path(folder).glob("*.parquet")):
        store.execute(f"CREATE TABLE {file.stem} AS SELECT * FROM '{file}'")
    for statement in preparing:
        store.execute(statement)
    for query, values in queries:
        print(json.dumps(store.execute(query, values).fetchall()))
    store.close()
