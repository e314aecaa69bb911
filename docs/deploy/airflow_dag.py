"""Airflow 2.4 or later: one task a night. $AIRFLOW_HOME/dags/solieu.py

The exit codes are those of docs/cli.md. 3 and 4 mean published: the task succeeds and says so in its log; raise there if your people
should look before anything downstream runs. 2 is a wrong configuration: trying again changes nothing.
"""
import os
import subprocess

import pendulum
from airflow.decorators import dag, task
from airflow.exceptions import AirflowException, AirflowFailException

PROGRAM = "/usr/local/bin/solieu"
CONFIG = "/var/lib/solieu/solieu.yaml"


def run(*arguments):
    """Runs the program and turns its exit code into what Airflow understands."""
    code = subprocess.run([PROGRAM, *arguments, "--config", CONFIG, "--log-format", "json"], env=dict(os.environ)).returncode
    if code == 2:
        raise AirflowFailException("the configuration is wrong: see the log")
    if code not in (0, 3, 4):
        raise AirflowException(f"exit code {code}: nothing was published")
    return {0: "published", 3: "published, something was set aside", 4: "published, with violated checks"}[code]


@dag(schedule="30 1 * * *", start_date=pendulum.datetime(2026, 1, 1, tz="Asia/Ho_Chi_Minh"), catchup=False, max_active_runs=1, tags=["solieu"])
def solieu():
    @task(retries=3, retry_delay=pendulum.duration(minutes=10), execution_timeout=pendulum.duration(hours=6))
    def nightly():
        return run("run", "--job", "nightly")

    nightly()


solieu()
