"""Compares the time and size of writing the observations with DuckDB's COPY.

    SOLIEU_LOAD_DOCUMENTS=2000 SOLIEU_LOAD_DIR=/tmp/lake go test -run xxx -bench Load -benchtime 1x ./load
    python3 load/interop/compare.py /tmp/lake/current

COPY writes one table that is in memory already. It does not sort across threads, read back, sync, or keep a manifest.
"""

import pathlib
import resource
import sys
import tempfile
import time

import duckdb


def main(snapshot):
    db = duckdb.connect()
    source = pathlib.Path(snapshot) / "observations"
    hive = "hive_partitioning = true, hive_types = {'year': INTEGER, 'area': VARCHAR}"
    db.execute(f"CREATE TABLE observations AS SELECT * FROM read_parquet('{source}/**/*.parquet', {hive})")
    rows = db.execute("SELECT count(*) FROM observations").fetchone()[0]
    ours = sum(p.stat().st_size for p in source.rglob("*.parquet"))
    for name, query in {
        "COPY": "SELECT * FROM observations",
        "COPY, sorted": "SELECT * FROM observations ORDER BY year, area, document_id, start",
    }.items():
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            db.execute(f"COPY ({query}) TO '{folder}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year, area), OVERWRITE_OR_IGNORE)")
            seconds = time.perf_counter() - start
            size = sum(p.stat().st_size for p in pathlib.Path(folder).rglob("*.parquet"))
        print(f"{name}: {rows} rows, {rows / seconds:.0f} rows/s, {size >> 20} MiB (solieu's files: {ours >> 20} MiB)")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB, duckdb {duckdb.__version__}")


if __name__ == "__main__":
    main(*sys.argv[1:])
