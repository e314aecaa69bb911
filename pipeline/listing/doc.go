// Package listing prints extractions, explanations and checks as JSON lines: compact, without HTML escaping, the keys in the fixed order of
// the data contract. The encoder is written by hand and uses no reflection, because a listing has a line for every numeral.
//
// What enters is an [schemas.Extraction] (with an [schemas.Assessment], or within an [extract.Explanation]); what leaves is appended to a byte slice, a line each:
//
//	{"start":12,"end":18,"text":"12.345","class":"figure","value":"12345","unit":"{con}",…}
package listing
