"""Proves OpenLineage events, JSON lines on standard input, against the classes that openlineage-python generates from the published schema.

Every event, facet and part of a facet must have the keys of the class that its _schemaURL names: none unknown, none missing, each of the
declared type; times, identifiers and addresses must have their formats. What is proved at the end is the proof itself: events with one fault
each must be refused. TestPublishedSchemas proves the events against the schema files, as far as a package has them.
"""
import copy
import importlib
import json
import pkgutil
import sys
import types
import typing
import uuid
from datetime import datetime
from urllib.parse import urlparse

import attr
from openlineage.client import generated
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState

modules = {m.name: importlib.import_module("openlineage.client.generated." + m.name) for m in pkgutil.iter_modules(generated.__path__)}
facets = {}
for module in modules.values():
    for value in vars(module).values():
        if attr.has(value) and hasattr(value, "_get_schema") and value.__module__ == module.__name__:
            facets[value._get_schema()] = value


def fits(place, kind, value):
    """A value of a declared type, its parts included."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        assert value is not None, f"{place} is null: leave it out"
        faults = []
        for one in args:
            if one is type(None):
                continue
            try:
                return fits(place, one, value)
            except AssertionError as fault:
                faults.append(str(fault))
        raise AssertionError("; ".join(faults))
    if kind is typing.Any:
        return None
    if origin is list:
        assert isinstance(value, list), f"{place} is no list"
        return [fits(f"{place}[{i}]", args[0], v) for i, v in enumerate(value)]
    if origin is dict:
        assert isinstance(value, dict), f"{place} is no object"
        return [fits(f"{place}.{k}", args[1], v) for k, v in value.items()]
    if attr.has(kind):
        return build(place, kind, value)
    kinds = {str: str, bool: bool, int: int, float: (int, float)}
    assert isinstance(value, kinds[kind]) and (kind is bool or not isinstance(value, bool)), f"{place}: {value!r} is no {kind.__name__}"
    return None


def build(place, cls, data):
    """An object that must have the keys of a class."""
    assert isinstance(data, dict), f"{place} is no object"
    hints = typing.get_type_hints(cls)
    known = {a.name: a for a in attr.fields(cls) if not a.name.startswith("_")}
    given = {k: v for k, v in data.items() if k not in ("_producer", "_schemaURL")}
    assert set(given) <= set(known), f"{place}: {cls.__name__} does not know {set(given) - set(known)}"
    for name, a in known.items():
        assert name in given or a.default is not attr.NOTHING, f"{place}: {cls.__name__} wants {name}"
    for name, value in given.items():
        fits(f"{place}.{name}", hints[name], value)
    # The class's own validators look at formats; parts are proved above.
    return cls(**given)


def uri(place, text):
    assert urlparse(text).scheme, f"{place}: {text!r} is no URI"


def time(place, text):
    assert datetime.fromisoformat(text.replace("Z", "+00:00")).tzinfo, f"{place}: {text!r} has no zone"


def facet(name, data):
    uri(name, data["_producer"])
    assert data["_schemaURL"] in facets, f"{name}: {data['_schemaURL']} is not published"
    for key, value in data.items():
        if key.endswith("Time"):
            time(f"{name}.{key}", value)
    return build(name, facets[data["_schemaURL"]], data)


def all_facets(holder, key="facets"):
    return {k: facet(k, v) for k, v in holder.get(key, {}).items()}


def prove(e):
    """Raises where an event is not as published."""
    uuid.UUID(e["run"]["runId"])
    uri("producer", e["producer"])
    time("eventTime", e["eventTime"])
    assert set(e) == {"eventType", "eventTime", "run", "job", "inputs", "outputs", "producer", "schemaURL"}, set(e)
    for holder, keys in [(e["run"], {"runId", "facets"}), (e["job"], {"namespace", "name", "facets"}), *((d, {"namespace", "name", "facets", "inputFacets"}) for d in e["inputs"]),
                         *((d, {"namespace", "name", "facets", "outputFacets"}) for d in e["outputs"])]:
        assert set(holder) <= keys, f"{set(holder) - keys} is unknown"
        assert all(isinstance(holder[k], str) and holder[k] for k in keys & {"runId", "namespace", "name"}), holder
    inputs = [InputDataset(d["namespace"], d["name"], facets=all_facets(d), inputFacets=all_facets(d, "inputFacets")) for d in e["inputs"]]
    outputs = [OutputDataset(d["namespace"], d["name"], facets=all_facets(d), outputFacets=all_facets(d, "outputFacets")) for d in e["outputs"]]
    event = RunEvent(eventTime=e["eventTime"], producer=e["producer"], eventType=RunState[e["eventType"]], inputs=inputs, outputs=outputs,
                     run=Run(e["run"]["runId"], facets=all_facets(e["run"])), job=Job(e["job"]["namespace"], e["job"]["name"], facets=all_facets(e["job"])))
    assert e["schemaURL"] == event._get_schema(), e["schemaURL"]


def faults(e):
    """Copies of an event with one fault each."""
    def broken(change):
        wrong = copy.deepcopy(e)
        change(wrong)
        return wrong
    yield broken(lambda w: w.update(eventType="DONE"))
    yield broken(lambda w: w.update(eventTime="yesterday"))
    yield broken(lambda w: w.update(surplus=1))
    yield broken(lambda w: w["run"].update(runId="1"))
    yield broken(lambda w: w["job"].pop("name"))
    yield broken(lambda w: w["job"]["facets"]["jobType"].pop("integration"))
    yield broken(lambda w: w["job"]["facets"]["jobType"].update(_schemaURL="https://openlineage.io/spec/facets/9-0-0/JobTypeJobFacet.json"))
    yield broken(lambda w: w["run"]["facets"]["nominalTime"].update(nominalStartTime=3))
    if e["outputs"]:
        yield broken(lambda w: w["outputs"][0]["outputFacets"]["outputStatistics"].update(rowCount="3"))
        yield broken(lambda w: w["outputs"][0]["facets"]["schema"]["fields"][0].pop("name"))
        yield broken(lambda w: w["inputs"][0]["inputFacets"]["dataQualityAssertions"]["assertions"][0].update(success="yes"))


count = refused = 0
for line in sys.stdin:
    event = json.loads(line)
    prove(event)
    count += 1
    for wrong in faults(event):
        try:
            prove(wrong)
        except (AssertionError, KeyError, TypeError, ValueError, AttributeError):
            refused += 1
            continue
        raise SystemExit(f"a fault is taken: {json.dumps(wrong)[:2000]}")
assert count and refused > 8 * count, "no events, or no full one"
print(f"show: {count} events are as published; {refused} with a fault each were refused")
