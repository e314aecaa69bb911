// Package lineage words runs as OpenLineage events (https://openlineage.io) and sends them to a file or to a server: START when a run
// begins; COMPLETE, FAIL or ABORT when it ends, with the schema, the size and the quality of what it read and wrote.
//
// A [Run] enters, [Run.Event] words it, [Target.Send] sends it. The versions of the facets are those of the specification 2-0-2.
package lineage
