"""Measures layouts of one partition of observations: sizes, and DuckDB's time for the same queries over each.

    pip install duckdb
    python3 load/interop/layout.py [DOCUMENTS]

A document has 500 observations; 400 documents are the default. Beside the layouts stands what DuckDB's own COPY makes of the same rows.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

import duckdb

ROOT = pathlib.Path(__file__).parent.parent.parent
QUERIES = {
    "sum": "SELECT sum(value) FROM {}",
    "document": "SELECT count(*), sum(value_double) FROM {} WHERE document_id = (SELECT min(document_id) FROM {})",
    "group": "SELECT indicator, period, count(*), sum(value) FROM {} GROUP BY ALL",
    "sentences": "SELECT count(*) FROM {} WHERE sentence LIKE '%x%'",
}


def timed(db, text, path):
    best = []
    for _ in range(7):
        start = time.perf_counter()
        db.execute(text.replace("{}", f"read_parquet('{path}')")).fetchall()
        best.append(time.perf_counter() - start)
    return min(best) * 1000


def main(documents="400"):
    with tempfile.TemporaryDirectory() as folder:
        out = subprocess.run(
            ["go", "test", "./load", "-count", "1", "-v", "-run", "TestLayouts"],
            cwd=ROOT,
            env={**os.environ, "SOLIEU_LAYOUT": folder, "SOLIEU_LAYOUT_DOCUMENTS": documents},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        print(out)
        db = duckdb.connect()
        published = f"{folder}/published.parquet"
        db.execute(f"COPY (SELECT * FROM read_parquet('{published}')) TO '{folder}/duckdb-copy.parquet' (FORMAT parquet, COMPRESSION zstd)")
        print("layout", "KiB", *QUERIES, sep="\t")
        for path in sorted(pathlib.Path(folder).glob("*.parquet")):
            times = [f"{timed(db, text, path):.1f}" for text in QUERIES.values()]
            print(path.stem, path.stat().st_size >> 10, *times, sep="\t", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
