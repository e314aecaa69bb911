"""Sets the loading of observations beside DuckDB's COPY of the same rows, in turn, in one run.

    pip install duckdb
    python3 load/interop/compare.py [ROUNDS [DOCUMENTS [FLOOR]]]

A document has 500 observations; 2000 documents, a million rows, are the default. COPY takes a table that is in memory already and writes
partitioned Parquet with zstd, as many threads as there are processors. solieu takes rows that are in memory already, from as many goroutines, and
beside writing them sorts, syncs every file, reads every file back, makes the wide mart and keeps a manifest. It prints the rows per second
of both, processor time, the ratio of the medians, sizes, and the time of the same queries over both sets of files, whose answers must be the
same. It fails where the ratio is less than FLOOR, 0.8 by default.
"""

import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import duckdb

ROOT = pathlib.Path(__file__).parent.parent.parent
HIVE = "hive_partitioning = true, hive_types = {'year': INTEGER, 'area': VARCHAR}"
QUERIES = {
    "count": "SELECT count(*) FROM {}",
    "one area": "SELECT sum(value) FROM {} WHERE year = 2022 AND area = '06'",
    "one document": "SELECT count(*) FROM {} WHERE document_id = (SELECT min(document_id) FROM {})",
    "group by indicator and period": "SELECT indicator, period, count(*), sum(value) FROM {} GROUP BY ALL",
    "whole rows of large values": "SELECT * FROM {} WHERE value_double > 1e15 ORDER BY value_double DESC, document_id, start LIMIT 100",
}


def load(binary, folder, documents):
    shutil.rmtree(folder, ignore_errors=True)
    environment = {"SOLIEU_LOAD_DOCUMENTS": str(documents), "SOLIEU_LOAD_DIR": str(folder), "PATH": "/usr/bin:/bin", "TMPDIR": tempfile.gettempdir()}
    command = [binary, "-test.run=^$", "-test.bench=^BenchmarkObservations$", "-test.benchtime=1x"]
    out = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    number = lambda unit: float(re.search(r"([0-9.e+]+) " + unit, out).group(1))
    return number("observations/s"), number("cpu-s")


def copy(db, query, folder):
    shutil.rmtree(folder, ignore_errors=True)
    start, cpu = time.perf_counter(), processor()
    db.execute(f"COPY ({query}) TO '{folder}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year, area))")
    return time.perf_counter() - start, processor() - cpu


def processor():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def size(folder):
    return sum(p.stat().st_size for p in folder.rglob("*.parquet")) / (1 << 20)


def query(db, text, folder):
    """The time of a query in milliseconds, and its rows in an order of their own."""
    source = f"read_parquet('{folder}/**/*.parquet', {HIVE})"
    best = []
    for _ in range(5):
        start = time.perf_counter()
        rows = db.execute(text.replace("{}", source)).fetchall()
        best.append(time.perf_counter() - start)
    return min(best) * 1000, sorted(map(repr, rows))


def main(rounds=3, documents=2000, floor=0.8):
    work = pathlib.Path(tempfile.mkdtemp())
    binary, ours, theirs = str(work / "load.test"), work / "lake", work / "copy"
    subprocess.run(["go", "test", "-c", "-o", binary, "./load"], cwd=ROOT, check=True)
    speeds, copies, files = [], [], ours / "current" / "observations"
    db = duckdb.connect()
    for turn in range(int(rounds)):
        speed, cpu = load(binary, ours, documents)
        speeds.append(speed)
        print(f"solieu load: {speed:.0f} rows/s, {cpu:.1f} s of processors", flush=True)
        if turn == 0:
            db.execute(f"CREATE TABLE observations AS SELECT * FROM read_parquet('{files}/**/*.parquet', {HIVE})")
            rows = db.execute("SELECT count(*) FROM observations").fetchone()[0]
        seconds, cpu = copy(db, "SELECT * FROM observations", theirs)
        copies.append(rows / seconds)
        print(f"DuckDB COPY: {rows / seconds:.0f} rows/s, {cpu:.1f} s of processors", flush=True)
    ratio = statistics.median(speeds) / statistics.median(copies)
    print(f"show: {rows} rows, ratio of the medians {ratio:.2f}; {size(files):.1f} MiB, COPY {size(theirs):.1f} MiB; duckdb {duckdb.__version__}")
    db.execute("DROP TABLE observations")
    alike = True
    for name, text in QUERIES.items():
        (took, rows), (copied, same) = query(db, text, files), query(db, text, theirs)
        print(f"{name}: {took:.0f} ms, of COPY's files {copied:.0f} ms" + ("" if rows == same else ": THE ROWS DIFFER"), flush=True)
        alike = alike and rows == same
    shutil.rmtree(work)
    return 0 if alike and ratio >= float(floor) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
