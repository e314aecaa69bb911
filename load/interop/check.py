"""Reads a lake with DuckDB, PyArrow, pandas, Polars and Spark and compares every value with the JSON lines that solieu exported.

    load/interop/run

That makes a Python with the packages and has a test publish a small lake, export each table as EXPORT/<table>.jsonl and run this script with
the snapshot's folder and EXPORT. Row counts, sums of decimals, dates, NULLs, Vietnamese texts and the partition columns must agree, and so
must every single value. Spark is left out, and said to be, where there is no Java or no pyspark.
"""

import datetime
import decimal
import importlib.util
import json
import os
import pathlib
import shutil
import sys
import time

os.environ["TZ"] = "UTC"  # Spark hands out times of the machine's zone
time.tzset()
decimal.getcontext().prec = 60  # no digit of a DECIMAL(38,9) is rounded here

import duckdb
import pandas
import polars
import pyarrow.dataset
import pyarrow.parquet

SORT = {
    "observations": ["document_id", "start"],
    "numerals": ["document_id", "start"],
    "checks": ["document_id", "ordinal"],
    "documents": ["uri"],
    "texts": ["document_id"],
    "rejects": ["document_id", "uri", "start", "reason"],
    "runs": ["snapshot"],
    "dim_indicators": ["indicator_code"],
    "dim_units": ["unit"],
    "dim_areas": ["area_list", "area_code"],
    "dim_periods": ["period_key"],
    "dim_documents": ["uri"],
    "document_versions": ["uri", "valid_from"],
    "indicator_values": ["indicator_code", "indicator", "area_list", "area_code", "area_name", "period_key", "unit", "source_document_id"],
}


def plain(value):
    """One form for a value, whatever reader it came from."""
    if value is None or value is pandas.NaT:
        return None
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, (int, float, decimal.Decimal)) and not isinstance(value, bool):
        return decimal.Decimal(repr(value) if isinstance(value, float) else value).normalize()
    if isinstance(value, (datetime.datetime, pandas.Timestamp)):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if hasattr(value, "tolist") and not isinstance(value, (str, bool)):
        return plain(value.tolist())
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value


def expected(path):
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line, parse_float=decimal.Decimal)
        for key in ("started_at", "finished_at"):
            if row.get(key):
                row[key] = plain(datetime.datetime.fromisoformat(row[key]))
        rows.append({k: plain(v) for k, v in row.items()})
    return rows


def ordered(rows, table):
    def key(row):
        return [(row[c] is not None, row[c]) if row[c] is not None else (False, 0) for c in SORT[table]]

    return sorted(({k: plain(v) for k, v in row.items()} for row in rows), key=key)


def with_duckdb(folder, _partitioned):
    cursor = duckdb.connect()
    cursor.execute("SET TimeZone = 'UTC'")
    hive = "{'year': INTEGER, 'area': VARCHAR}" if list(folder.glob("year=*/area=*")) else "{'year': INTEGER}"
    types = f", hive_partitioning = true, hive_types = {hive}" if _partitioned else ", hive_partitioning = false"
    cursor.execute(f"SELECT * FROM read_parquet('{folder}/**/*.parquet'{types})")
    names = [d[0] for d in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]


def dataset(folder, partitioned):
    fields = [("year", pyarrow.int32())]
    if list(folder.glob("year=*/area=*")):
        fields.append(("area", pyarrow.string()))
    hive = pyarrow.dataset.partitioning(pyarrow.schema(fields), flavor="hive") if partitioned else None
    return pyarrow.dataset.dataset(folder, format="parquet", partitioning=hive)


def with_pyarrow(folder, partitioned):
    return dataset(folder, partitioned).to_table().to_pylist()


def with_pandas(folder, partitioned):
    frame = dataset(folder, partitioned).to_table().to_pandas(types_mapper=pandas.ArrowDtype, ignore_metadata=True)
    return [{k: (None if v is pandas.NA else v) for k, v in row.items()} for row in frame.to_dict("records")]


def with_polars(folder, partitioned):
    schema = {"year": polars.Int32, "area": polars.String} if list(folder.glob("year=*/area=*")) else {"year": polars.Int32}
    frame = polars.read_parquet(f"{folder}/**/*.parquet", hive_partitioning=partitioned, hive_schema=schema if partitioned else None)
    return frame.to_dicts()


def spark():
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.memory", "512m")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")  # codes keep their leading zero
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")

    def read(folder, partitioned):
        frame = session.read.parquet(str(folder))
        if partitioned:
            frame = frame.withColumn("year", frame["year"].cast("int"))
        return [row.asDict() for row in frame.collect()]

    return read


def sums(rows):
    """The rows, and the sum of each decimal column."""
    total = {}
    for row in rows:
        for column, value in row.items():
            if isinstance(value, decimal.Decimal):
                total[column] = total.get(column, 0) + value
    return {c: plain(v) for c, v in total.items()} | {"rows": len(rows)}


def check_statistics(folder):
    """No decimal column may carry bounds: its encoder orders them wrongly. Others must hold their values."""
    faults = []
    for path in folder.rglob("*.parquet"):
        meta = pyarrow.parquet.ParquetFile(path).metadata
        if meta.metadata[b"solieu.contract"] is None or not meta.created_by.startswith("solieu"):
            faults.append(f"{path}: no contract version or created_by")
        for g in range(meta.num_row_groups):
            for c in range(meta.num_columns):
                column = meta.row_group(g).column(c)
                stats = column.statistics
                if column.physical_type == "FIXED_LEN_BYTE_ARRAY" and stats is not None and stats.has_min_max:
                    low, high = stats.min, stats.max
                    values = [v for v in pyarrow.parquet.read_table(path, columns=[column.path_in_schema]).column(0).to_pylist() if v is not None]
                    if values and (min(values) < decimal.Decimal(low) or max(values) > decimal.Decimal(high)):
                        faults.append(f"{path}: {column.path_in_schema}: bounds {low}..{high} lie")
    return faults


def check_filters(folder, want):
    """A filter must find what a look at every row finds: a reader that skips pages by wrong bounds loses rows silently."""
    faults = []
    for column in ("value", "value_double", "start", "document_date", "unit"):
        values = sorted(row[column] for row in want if row.get(column) is not None)
        if not values:
            continue
        middle = values[len(values) // 2]
        count = sum(v < middle for v in values)
        query = f"SELECT count(*) FROM read_parquet('{folder}/**/*.parquet') WHERE \"{column}\" < ?"
        got = duckdb.connect().execute(query, [middle]).fetchone()[0]
        if got != count:
            faults.append(f"{folder.name}: duckdb finds {got} of {count} rows with {column} < {middle}")
    return faults


def main(snapshot, export):
    readers = {"duckdb": with_duckdb, "pyarrow": with_pyarrow, "pandas": with_pandas, "polars": with_polars}
    if shutil.which("java") and importlib.util.find_spec("pyspark"):
        readers["spark"] = spark()
    else:
        print("show: no Java or no pyspark: Spark is left out")
    faults = []
    for folder in sorted(p for p in pathlib.Path(snapshot).iterdir() if p.is_dir()):
        want = ordered(expected(pathlib.Path(export) / f"{folder.name}.jsonl"), folder.name)
        partitioned = any(folder.glob("year=*"))
        for name, read in readers.items():
            rows = read(folder, partitioned)
            if rows and partitioned and (not isinstance(rows[0]["year"], int) or not isinstance(rows[0].get("area", ""), str)):
                faults.append(f"{folder.name}: {name}: the partition columns are {rows[0]['year']!r} and {rows[0].get('area')!r}")
            got = ordered(rows, folder.name)
            if sums(got) != sums(want):
                faults.append(f"{folder.name}: {name}: sums {sums(got)}, want {sums(want)}")
            if len(got) != len(want):
                faults.append(f"{folder.name}: {name}: {len(got)} rows, want {len(want)}")
                continue
            for i, (a, b) in enumerate(zip(want, got)):
                for column in a:
                    if a[column] != b.get(column):
                        faults.append(f"{folder.name}: {name}: row {i}: {column}: want {a[column]!r}, got {b.get(column)!r}")
        faults += check_statistics(folder) + check_filters(folder, want)
        if not faults:
            print(f"{folder.name}: {len(want)} rows read alike by {', '.join(readers)}")
    if not faults:
        print(f"show: {', '.join(readers)} agree")
    for fault in faults[:40]:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
