"""Dagster: an asset that is materialised every night. dagster dev -f dagster_defs.py

The exit codes are those of docs/cli.md. 3 and 4 mean published: the asset is there, and its metadata says what to look at.
"""
import json
import subprocess

from dagster import AssetExecutionContext, Definitions, Failure, MaterializeResult, RetryPolicy, ScheduleDefinition, asset, define_asset_job

PROGRAM = "/usr/local/bin/solieu"
CONFIG = "/var/lib/solieu/solieu.yaml"


@asset(retry_policy=RetryPolicy(max_retries=3, delay=600))
def reports(context: AssetExecutionContext) -> MaterializeResult:
    """The figures of all reports, as Parquet tables."""
    code = subprocess.run([PROGRAM, "run", "--job", "nightly", "--config", CONFIG, "--log-format", "json"]).returncode
    if code not in (0, 3, 4):
        raise Failure(f"exit code {code}: nothing was published", allow_retries=code != 2)
    last = subprocess.run([PROGRAM, "jobs", "history", "nightly", "-n", "1", "--config", CONFIG], capture_output=True, check=True).stdout
    run = json.loads(last)
    context.log.info("run %s", run["run"])
    return MaterializeResult(metadata={"run": run["run"], "outcome": run["outcome"], "coverage": run["coverage"], "exit_code": code})


nightly = define_asset_job("solieu_nightly", selection=[reports])
defs = Definitions(assets=[reports], jobs=[nightly], schedules=[ScheduleDefinition(job=nightly, cron_schedule="30 1 * * *", execution_timezone="Asia/Ho_Chi_Minh")])
