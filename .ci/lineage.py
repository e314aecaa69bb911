"""Proves OpenLineage events, JSON lines on standard input, against the classes that openlineage-python generates from the published schema.

Every event, facet and part of a facet must build the class that its _schemaURL names, without unknown keys and without missing ones.
"""
import importlib
import json
import pkgutil
import sys
import uuid

import attr
from openlineage.client import generated
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState

modules = {m.name: importlib.import_module("openlineage.client.generated." + m.name) for m in pkgutil.iter_modules(generated.__path__)}
facets = {}
for module in modules.values():
    for value in vars(module).values():
        if attr.has(value) and hasattr(value, "_get_schema") and value.__module__ == module.__name__:
            facets[value._get_schema()] = value


def build(cls, data):
    """An instance of an attrs class, its parts included; a part's class is the one of the module that has all of its keys."""
    data = {k: v for k, v in data.items() if k not in ("_producer", "_schemaURL")}
    known = {a.name.lstrip("_") for a in attr.fields(cls)}
    assert set(data) <= known, f"{cls.__name__} does not know {set(data) - known}"
    parts = {a.name: a.type for a in attr.fields(cls)}
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            inner = str(parts[key]).split("list[")[1].split("]")[0]
            data[key] = [build(getattr(sys.modules[cls.__module__], inner), v) for v in value]
    return cls(**data)


def facet(name, data):
    assert data["_producer"], name
    assert data["_schemaURL"] in facets, f"{name}: {data['_schemaURL']} is not published"
    return build(facets[data["_schemaURL"]], data)


def all_facets(holder, key="facets"):
    return {k: facet(k, v) for k, v in holder.get(key, {}).items()}


count = 0
for line in sys.stdin:
    e = json.loads(line)
    uuid.UUID(e["run"]["runId"])
    assert set(e) == {"eventType", "eventTime", "run", "job", "inputs", "outputs", "producer", "schemaURL"}, set(e)
    inputs = [InputDataset(d["namespace"], d["name"], facets=all_facets(d), inputFacets=all_facets(d, "inputFacets")) for d in e["inputs"]]
    outputs = [OutputDataset(d["namespace"], d["name"], facets=all_facets(d), outputFacets=all_facets(d, "outputFacets")) for d in e["outputs"]]
    event = RunEvent(eventTime=e["eventTime"], producer=e["producer"], eventType=RunState[e["eventType"]], inputs=inputs, outputs=outputs,
                     run=Run(e["run"]["runId"], facets=all_facets(e["run"])), job=Job(e["job"]["namespace"], e["job"]["name"], facets=all_facets(e["job"])))
    assert e["schemaURL"] == event._get_schema(), e["schemaURL"]
    count += 1
assert count, "no events"
print(f"{count} events are as published")
