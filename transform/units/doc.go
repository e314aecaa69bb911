// Package units knows which quantities can be compared: it brings a canonical unit to the base unit of its family.
//
// Base units come from the lexicon: kg for mass, VND for money, m2 for areas. Counts ({con}, {xã}) keep their noun, because a commune
// is not a pig; they share the family "count". Quotients such as VND/{người} or {giường}/10000{dân} keep their notation as their base
// unit, and their parts can be taken apart with [Split].
//
//	c := units.New(lex.Units)
//	b := c.Base("t") // {Unit: "kg", Family: "mass", Factor: 1000, Known: true}
package units
