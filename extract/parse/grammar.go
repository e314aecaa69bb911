package parse

import (
	"fmt"
	"strings"

	"solieu/extract/token"
	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// Cue is the grammatical use of a cue word.
type Cue uint8

// The uses.
const (
	NoCue Cue = iota
	Reach
	Equal
	Share
	Up
	Down
	MoreOf
	Exceed
	Multiple
	Remain
	To
	Contribute
	Compare
	Same
	Plan
	Est
	Target
	Done
	Approx
	More
	Less
	AtLeast
	AtMost
	PostAtLeast
	PostAtMost
	OpenTrongDo
	OpenGom
	OpenCuThe
	Respectively
	RatioHead
	ShareHead
	GrowthHead
	ScoreHead
	Average
	Rank
	Legal
	Name
	Ordinal
	Attribute
	Outline
	Stock
	Flow
	NPHead
	NPSector
	Generic
	Giver
	Neutral
	Abbreviation
	Leading
	Trailing
	Numerals
	Variant
	cues
)

var cueNames = [cues]string{"", "reach", "equal", "share", "up", "down", "more_of", "exceed", "multiple", "remain", "to", "contribute", "compare", "same", "plan",
	"est", "target", "done", "approx", "more", "less", "atleast", "atmost", "post_atleast", "post_atmost", "open_trongdo", "open_gom", "open_cuthe",
	"respectively", "ratio_head", "share_head", "growth_head", "score_head", "average", "rank", "legal", "name", "ordinal", "attribute", "outline", "stock", "flow", "np_head", "np_sector", "generic", "giver", "neutral", "abbreviation", "leading", "trailing", "numeral", "variant"}

// String returns the name that the lexicon's files use.
func (c Cue) String() string { return cueNames[c] }

// CueKinds returns the names of all uses, for the lexicon's check.
func CueKinds() []string { return append([]string(nil), cueNames[1:]...) }

// Set is a set of uses.
type Set uint64

// Of returns the set of the given uses.
func Of(cs ...Cue) (s Set) {
	for _, c := range cs {
		s |= 1 << c
	}
	return s
}

// Has reports whether c is in the set.
func (s Set) Has(c Cue) bool { return s&(1<<c) != 0 }

// Any reports whether the sets share a use.
func (s Set) Any(t Set) bool { return s&t != 0 }

type unitEntry struct {
	id     string
	family string
	factor schemas.Decimal
	noun   bool
}

// Grammar is the compiled dictionary. It is immutable and may be shared.
type Grammar struct {
	leading  *trie             // words before a name
	roles    []role            // by syllable
	abbr     map[string]string // abbreviation → what it stands for
	vocab    *token.Vocabulary
	cues     *trie // phrase → cue
	heads    *trie // stock and flow words, which overlap others
	starts   *trie // nouns that begin an indicator
	generic  *trie // nouns of amounts that say nothing alone
	giver    *trie // who set a plan
	givers   []string
	units    *trie // phrase → index into unitList
	nouns    *trie
	areas    *trie
	powers   []int8                // by syllable: the power of ten of a multiplier
	numerals map[int32]numeralWord // by syllable: what it adds to a number in words
	entries  []unitEntry
	areaOf   []lexicon.Area
	w        words
}

// words are the syllables that the grammars of dates and numbers name.
type words struct {
	nam, thang, quy, ngay, dau, cuoi, het, den, tu, nay, giai, doan, thoi, ky, nhiem, hoc, ca, trong, truoc, ngoai, sau, toi, va, hien, tai, diem, thu, so, lan,
	khoa, tuoi, dan, nguoi, van, phan, tram, nghin, hang, moi, mot, hai, ba, tuw, bay, tam, chin, muoi, sau6, giêng, chap, nua, vu, vao, sao, qua, dieu, khoan, đong, cung, luy, ke, tinh, ban, o, cua, thuoc, tren, voi, cho, la, co int32
}

// NewGrammar compiles a lexicon.
func NewGrammar(lex *lexicon.Lexicon) (*Grammar, error) {
	g := &Grammar{vocab: token.NewVocabulary(), cues: newTrie(), heads: newTrie(), starts: newTrie(), generic: newTrie(), giver: newTrie(), units: newTrie(), nouns: newTrie(), areas: newTrie(), abbr: map[string]string{}, numerals: map[int32]numeralWord{}, leading: newTrie()}
	byName := map[string]Cue{}
	var trail []int32 // words behind a name
	for c := NoCue + 1; c < cues; c++ {
		byName[cueNames[c]] = c
	}
	for _, c := range lex.Cues {
		kind, ok := byName[c.Kind]
		if !ok {
			return nil, fmt.Errorf("%s:%d: unknown cue kind %q", c.File, c.Line, c.Kind)
		}
		for _, w := range c.Words {
			switch kind {
			case Stock, Flow:
				g.heads.add(g.intern(w), int32(kind))
			case NPHead, NPSector:
				g.starts.add(g.intern(w), int32(kind))
			case Generic:
				g.generic.add(g.intern(w), int32(kind))
			case Giver:
				g.giver.add(g.intern(w), int32(len(g.givers)))
				g.givers = append(g.givers, c.Value)
			case Leading:
				g.leading.add(g.intern(w), 0)
			case Trailing:
				trail = append(trail, g.vocab.Intern(w))
			case Numerals:
				v, ok := numeralWords[c.Value]
				if !ok {
					return nil, fmt.Errorf("%s:%d: numeral word with the value %q: it is 1 to 10, x10, x100 or 0", c.File, c.Line, c.Value)
				}
				g.numerals[g.vocab.Intern(w)] = v
			case Abbreviation:
				g.abbr[w] = c.Value
			default:
				g.cues.add(g.intern(w), int32(kind))
			}
		}
	}
	for _, u := range lex.Units {
		g.addUnit(u)
	}
	for _, a := range lex.Areas {
		if a.Level != "province" {
			continue
		}
		g.areaOf = append(g.areaOf, a)
		g.areas.add(g.intern(a.Name), int32(len(g.areaOf)-1))
	}
	g.internWords()
	g.setRoles(trail, lex.Multipliers)
	return g, nil
}

func (g *Grammar) intern(phrase string) []int32 {
	var ids []int32
	for _, w := range strings.FieldsFunc(phrase, func(r rune) bool { return r == ' ' || r == '-' || r == '–' || r == ',' || r == '.' }) {
		ids = append(ids, g.vocab.Intern(w))
	}
	return ids
}

func (g *Grammar) addUnit(u lexicon.Unit) {
	noun := strings.HasPrefix(u.ID, "{") && u.Family == "count"
	for _, s := range u.Surfaces {
		e := unitEntry{id: u.ID, family: u.Family, factor: s.Factor, noun: noun}
		if e.factor.Sign() == 0 {
			e.factor = schemas.Int64(1)
		}
		g.entries = append(g.entries, e)
		ids := g.intern(strings.TrimRight(s.Text, "23²³%‰"))
		if s.Text == "%" || s.Text == "‰" || strings.HasSuffix(s.Text, "2") || strings.HasSuffix(s.Text, "3") || strings.HasSuffix(s.Text, "²") || strings.HasSuffix(s.Text, "³") || strings.HasSuffix(s.Text, " %") || strings.HasPrefix(s.Text, "°") {
			continue // symbols are read by the unit grammar itself
		}
		if noun {
			g.nouns.add(ids, int32(len(g.entries)-1))
		} else {
			g.units.add(ids, int32(len(g.entries)-1))
		}
	}
}

func (g *Grammar) internWords() {
	i := g.vocab.Intern
	g.w = words{nam: i("năm"), thang: i("tháng"), quy: i("quý"), ngay: i("ngày"), dau: i("đầu"), cuoi: i("cuối"), het: i("hết"), den: i("đến"), tu: i("từ"), nay: i("nay"),
		giai: i("giai"), doan: i("đoạn"), thoi: i("thời"), ky: i("kỳ"), nhiem: i("nhiệm"), hoc: i("học"), ca: i("cả"), trong: i("trong"), truoc: i("trước"), ngoai: i("ngoái"), sau: i("sau"),
		toi: i("tới"), va: i("và"), hien: i("hiện"), tai: i("tại"), diem: i("điểm"), thu: i("thứ"), so: i("số"), lan: i("lần"), khoa: i("khóa"), tuoi: i("tuổi"), dan: i("dân"), nguoi: i("người"),
		van: i("vạn"), phan: i("phần"), tram: i("trăm"), nghin: i("nghìn"), hang: i("hàng"), moi: i("mỗi"), mot: i("một"), hai: i("hai"), ba: i("ba"), tuw: i("tư"), bay: i("bảy"), tam: i("tám"),
		chin: i("chín"), muoi: i("mười"), sau6: i("sáu"), giêng: i("giêng"), chap: i("chạp"), nua: i("nửa"), vu: i("vụ"), vao: i("vào"), sao: i("sao"), qua: i("qua"), dieu: i("điều"), khoan: i("khoản"), đong: i("đồng"),
		cung: i("cùng"), luy: i("lũy"), ke: i("kế"), tinh: i("tính"), ban: i("bàn"), o: i("ở"), cua: i("của"), thuoc: i("thuộc"), tren: i("trên"), voi: i("với"), cho: i("cho"), la: i("là"), co: i("có")}
	for _, r := range []string{"bình", "chưa", "của", "giao", "hơn", "không", "kết", "loại", "lớp", "ra", "sang", "thọ", "trung", "xã", "đề", "đủ", "tiền", "thuế", "lệ", "phí",
		"mức", "học", "trồng", "xây", "hoàn", "giải", "thực", "khởi", "nghiệm", "tuyển", "cấp", "giảm", "I", "II", "III", "IV", "m", "km", "cm", "dm", "mm", "so", "pp"} {
		i(r)
	}
}

// Vocabulary returns the syllables of the grammar, for a lexer.
func (g *Grammar) Vocabulary() *token.Vocabulary { return g.vocab }

// Expand returns what an abbreviation stands for, "" where it is none.
func (g *Grammar) Expand(abbreviation string) string { return g.abbr[abbreviation] }
