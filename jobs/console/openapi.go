package console

import (
	"encoding/json"
	"net/http"

	"solieu/schemas/tables"
)

// object is a JSON object; its keys are written in the order of the alphabet.
type object = map[string]any

// openAPI describes the API. It is made of the data contract, so that it cannot say anything else.
func (c *Console) openAPI(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	_ = e.Encode(describe()) // whoever went away needs no answer
}

func describe() object {
	paths, schemas := object{}, object{"problem": object{"type": "object", "required": []string{"title", "status", "detail"}, "properties": object{
		"title": object{"type": "string"}, "status": object{"type": "integer"}, "detail": object{"type": "string"}}}}
	for name, e := range endpoints() {
		schemas[name] = rowSchema(e.table)
		paths["/api/v1/"+name] = object{"get": operation(name, e)}
	}
	return object{
		"openapi": "3.1.0",
		"info": object{"title": "solieu", "version": apiVersion, "description": "Published snapshots of figures and checks, read-only. Pages are linked by " +
			"cursors that stay within their snapshot; the ETag is that of the snapshot. Data contract " + tables.Version + "."},
		"paths":    paths,
		"security": []object{{}, {"token": []string{}}},
		"components": object{"schemas": schemas,
			"securitySchemes": object{"token": object{"type": "http", "scheme": "bearer"}}},
	}
}

func operation(name string, e endpoint) object {
	parameter := func(name, about string, schema object) object {
		return object{"name": name, "in": "query", "description": about, "schema": schema}
	}
	parameters := []object{
		parameter("limit", "rows on a page", object{"type": "integer", "minimum": 1, "maximum": apiMost, "default": apiLimit}),
		parameter("cursor", "next of the page before", object{"type": "string"}),
		parameter("snapshot", "a snapshot's number; the newest where it is left out", object{"type": "integer", "minimum": 1}),
		{"name": "If-None-Match", "in": "header", "description": "an ETag", "schema": object{"type": "string"}},
	}
	about := map[string]string{}
	for _, c := range append(e.table.Columns, e.table.Partition...) {
		about[c.Name] = c.MeaningEN
	}
	for _, f := range e.parameters() {
		parameters = append(parameters, parameter(f, "equals: "+about[f], object{"type": "string"}))
	}
	fault := func(about string) object {
		return object{"description": about, "content": object{"application/problem+json": object{"schema": object{"$ref": "#/components/schemas/problem"}}}}
	}
	return object{
		"operationId": name, "summary": e.table.EN, "parameters": parameters,
		"responses": object{
			"200": object{"description": "a page of rows in the table's order; shorter than limit where a filter is narrow: go on while next is not null",
				"headers": object{"ETag": object{"schema": object{"type": "string"}}},
				"content": object{"application/json": object{"schema": object{"type": "object", "required": []string{"snapshot", "next", "rows"},
					"additionalProperties": false, "properties": object{
						"snapshot": object{"type": "integer"}, "next": object{"type": []string{"string", "null"}},
						"rows": object{"type": "array", "items": object{"$ref": "#/components/schemas/" + name}}}}}}},
			"304": object{"description": "the snapshot is the one of If-None-Match"},
			"400": fault("a parameter is wrong"), "401": fault("a token is needed"), "410": fault("the snapshot of the cursor is gone"),
			"429": fault("too many requests"), "503": fault("nothing has been published yet"),
		},
	}
}

func rowSchema(t tables.Table) object {
	properties, required := object{}, []string{}
	for _, c := range t.Columns {
		s := object{"description": c.MeaningEN}
		var kind any
		switch c.Type {
		case tables.TypeInt32, tables.TypeInt64:
			kind = "integer"
		case tables.TypeDouble:
			kind = "number"
		case tables.TypeBoolean:
			kind = "boolean"
		case tables.TypeInt64List:
			kind, s["items"] = "array", object{"type": "integer"}
		default:
			kind = "string"
		}
		switch c.Type {
		case tables.TypeDecimal:
			s["format"] = "decimal"
		case tables.TypeDate:
			s["format"] = "date"
		case tables.TypeTimestamp:
			s["format"] = "date-time"
		}
		if c.Nullable {
			kind = []any{kind, "null"}
		}
		s["type"] = kind
		properties[c.Name] = s
		required = append(required, c.Name)
	}
	return object{"type": "object", "description": t.EN, "required": required, "properties": properties, "additionalProperties": false}
}
