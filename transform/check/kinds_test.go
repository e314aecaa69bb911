package check_test

import (
	"strings"
	"testing"

	"solieu/schemas"
)

func TestKinds(t *testing.T) {
	tests := []struct {
		rule    string
		passage string
		kind    schemas.CheckKind
		want    schemas.Outcome // "" means that no check of the kind may come out
	}{
		{"an actual over its plan is the printed percentage, rounded",
			"Diện tích lúa {1.204 ha}/{1.250 ha|role=target|st=plan|of=0}, đạt {96,3 %|m=attainment|of=0} kế hoạch.", "attainment", schemas.Rounded},
		{"an author who drops digits is told from one who rounds",
			"Đàn bò {9.460 con}/{10.000 con|role=target|of=0}, đạt {94 %|m=attainment|of=0} kế hoạch; đàn dê {949 con}/{1.000 con|role=target|of=3}, đạt {94 %|m=attainment|of=3}.", "attainment", schemas.Truncated},
		{"a percentage that no reading reaches is violated",
			"Đàn lợn {4.100 con}/{5.000 con|role=target|of=0}, đạt {85 %|m=attainment|of=0} kế hoạch.", "attainment", schemas.Violated},
		{"a percentage far from its slash pair is violated all the same",
			"Đàn trâu {1.940 con}/{2.500 con|role=target|of=0}, đạt {98 %|m=attainment|of=0} kế hoạch.", "attainment", schemas.Violated},
		{"equal numbers are exact", "Tuyển {700 người}/{700 người|role=target|of=0}, đạt {100 %|m=attainment|of=0} kế hoạch.", "attainment", schemas.Exact},
		{"khoảng widens by one unit of the last digit that is not zero",
			"Sản lượng khoảng {2.000 tấn|q=~}/{3.000 tấn|role=target|of=0}, đạt {70 %|m=attainment|of=0} kế hoạch.", "attainment", schemas.Approximate},
		{"an excess over the plan is what lies above 100 %",
			"Trồng {1.005 ha}/{1.000 ha|role=target|of=0} rừng, vượt {0,5 %|m=attainment|of=0|verb=vượt} kế hoạch.", "attainment", schemas.Exact},
		{"a plan behind the percentage in brackets counts as the plan",
			"Thu đạt {38 tỷ đồng}, bằng {50,7 %|m=attainment|of=0} dự toán ({75 tỷ đồng|role=target|of=0}).", "attainment", schemas.Rounded},
		{"a plan stated earlier with the same words and owner is the plan of a later percentage",
			"Tổng kế hoạch vốn đầu tư công năm 2024 của tỉnh là {2.000 tỷ đồng|st=plan|ind=tổng kế hoạch vốn đầu tư công của tỉnh|p=2024}. Giải ngân {1.500 tỷ đồng|ind=giải ngân vốn đầu tư công|p=2024}, đạt {80 %|m=attainment|of=1|base=plan:tỉnh} kế hoạch của tỉnh.", "attainment", schemas.Violated},
		{"a plan of somebody else is not compared",
			"Tổng kế hoạch vốn đầu tư công năm 2024 của tỉnh là {2.000 tỷ đồng|st=plan|ind=tổng kế hoạch vốn đầu tư công của tỉnh|p=2024}. Giải ngân {1.500 tỷ đồng|ind=giải ngân vốn đầu tư công|p=2024}, đạt {80 %|m=attainment|of=1|base=plan:TTCP} kế hoạch Thủ tướng Chính phủ giao.", "attainment", ""},

		{"parts that gồm announces add up to the total",
			"Có {34 công trình}, gồm {20 trường|in=0|by=gom}, {9 trạm|in=0|by=gom}, {5 cầu|in=0|by=gom}.", "sum", schemas.Exact},
		{"parts that gồm announces and that miss the total are violated",
			"Có {34 công trình}, gồm {20 trường|in=0|by=gom}, {7 trạm|in=0|by=gom}, {5 cầu|in=0|by=gom}.", "sum", schemas.Violated},
		{"parts behind trong đó may leave a residual",
			"Tổng thu {856 tỷ đồng}, trong đó: thu nội địa {825 tỷ đồng|in=0|by=trong_do}; thu xuất nhập khẩu {28 tỷ đồng|in=0|by=trong_do}.", "sum", schemas.Partial},
		{"parts behind trong đó with còn lại may not leave one",
			"Diện tích {856 ha}, trong đó lúa {825 ha|in=0|by=trong_do}, còn lại là ngô {28 ha|in=0|by=trong_do}.", "sum", schemas.Violated},
		{"parts of money that exceed their total are violated",
			"Tổng chi {100 tỷ đồng}, trong đó chi đầu tư {70 tỷ đồng|in=0|by=trong_do}, chi thường xuyên {45 tỷ đồng|in=0|by=trong_do}.", "sum", schemas.Violated},
		{"groups of people may overlap",
			"Có {100 người}, trong đó {70 người|in=0|by=trong_do} nữ, {45 người|in=0|by=trong_do} dân tộc thiểu số.", "sum", ""},
		{"nested brackets run together are folded away",
			"Có {178 dự án}, trong đó {106 dự án|in=0|by=trong_do} xong ({14 dự án|in=0|by=trong_do} dừng; {92 dự án|in=0|by=trong_do} chạy); {72 dự án|in=0|by=trong_do} dở dang.", "sum", schemas.Exact},
		{"two partitions one after the other are both found",
			"Có {299 cuộc}; trong đó {10 cuộc|in=0|by=trong_do} chuyển tiếp, {289 cuộc|in=0|by=trong_do} mới, đang làm {28 cuộc|in=0|by=trong_do}, xong {271 cuộc|in=0|by=trong_do}.", "sum", schemas.Exact},
		{"units of one family are brought together before adding",
			"Tổng vốn {2.421.618 triệu đồng}, gồm ngân sách tỉnh {720,413 tỷ đồng|in=0|by=gom}, trung ương {1.701.205 triệu đồng|in=0|by=gom}.", "sum", schemas.Exact},
		{"quarters that tile a year add up to it",
			"Quý I thu {351 tỷ đồng|ind=thu ngân sách|p=2024-01/2024-03}, quý II {383 tỷ đồng|ind=thu ngân sách|p=2024-04/2024-06}; 6 tháng {744 tỷ đồng|ind=thu ngân sách|p=2024-01/2024-06}.", "sum", schemas.Violated},
		{"list lines below a line are its parts",
			"1. Vốn trong nước: {1.009.074 triệu đồng|ind=vốn trong nước}.\n- Vốn trung ương: {459.204 triệu đồng|ind=vốn trung ương}.\n- Vốn địa phương: {559.870 triệu đồng|ind=vốn địa phương}.\n2. Vốn khác: {5 triệu đồng|ind=vốn khác}.", "sum", schemas.Violated},

		{"parts in the footnote of a total",
			"Quản lý {30 nhiệm vụ} chuyển tiếp⁹ trong năm.\n⁹ Trong đó: {22 nhiệm vụ} cấp tỉnh, {6 nhiệm vụ} nông thôn, {2 nhiệm vụ} quốc gia.", "sum", schemas.Exact},
		{"a bracket right behind a total",
			"Có thêm {5 xã|m=change} đạt chuẩn ({4 xã} của năm nay và {1 xã} của năm trước).", "sum", schemas.Exact},
		{"a total behind its parts",
			"Lúa {1.286 ha|ind=diện tích}, ngô {940 ha|ind=diện tích}; tính chung cả năm {2.226 ha|ind=diện tích}.", "sum", schemas.Exact},
		{"the total row of a table",
			"| Huyện A | {1.200 ha|ind=lúa} |\n| Huyện B | {1.400 ha|ind=lúa} |\n| Tổng cộng | {2.700 ha|ind=lúa} |\n", "sum", schemas.Violated},
		{"an item larger than the total lies outside it where the others make it up",
			"Tổng hỗ trợ {16,67 tỷ đồng}, trong đó: giảm tiền thuê đất {3,25 tỷ đồng|in=0|by=trong_do}; gia hạn {36,10 tỷ đồng|in=0|by=trong_do}; giảm thuế {5,57 tỷ đồng|in=0|by=trong_do}; giảm phí {7,85 tỷ đồng|in=0|by=trong_do}.", "sum", schemas.Exact},

		{"rounded shares may miss 100 by half a unit each",
			"Cơ cấu: nông nghiệp {27 %|m=share|base=GRDP|g=1}, công nghiệp {16 %|m=share|base=GRDP|g=1}, dịch vụ {53 %|m=share|base=GRDP|g=1}, thuế {3,0 %|m=share|base=GRDP|g=1}.", "shares_total", schemas.Rounded},
		{"shares of a breakdown above 100 are violated",
			"Cơ cấu kinh tế: nông nghiệp {37 %|m=share|base=GRDP|g=1}, công nghiệp {16 %|m=share|base=GRDP|g=1}, dịch vụ {53 %|m=share|base=GRDP|g=1}.", "shares_total", schemas.Violated},
		{"shares of a breakdown below 100 may leave a sector out",
			"Cơ cấu kinh tế: nông nghiệp {27 %|m=share|base=GRDP|g=1}, công nghiệp {16 %|m=share|base=GRDP|g=1}, dịch vụ {53 %|m=share|base=GRDP|g=1}.", "shares_total", schemas.Partial},
		{"the changes of all shares add to zero",
			"Cơ cấu kinh tế: nông nghiệp {42 %|m=share|ind=nông nghiệp|base=GRDP}, công nghiệp {14 %|m=share|ind=công nghiệp|base=GRDP}, dịch vụ {44 %|m=share|ind=dịch vụ|base=GRDP}. So với năm trước nông nghiệp tăng {3,5 điểm phần trăm|m=change|ind=nông nghiệp}, công nghiệp giảm {3,0 điểm phần trăm|m=change|neg=1|ind=công nghiệp}, dịch vụ tăng {0,4 điểm phần trăm|m=change|ind=dịch vụ}.", "sum", schemas.Violated},

		{"a share of the total of its list", "Xuất khẩu {500 tỷ đồng}, trong đó gỗ {145 tỷ đồng|in=0|by=trong_do}, chiếm {29 %|m=share|of=1}.", "share", schemas.Exact},
		{"a share of an amount that its base names",
			"Tổng dư nợ {12.800 tỷ đồng|ind=tổng dư nợ cho vay}, tăng {8 %|m=growth|of=0}; nợ xấu {95 tỷ đồng|ind=nợ xấu}, chiếm {0,74 %|m=share|of=2|base=tổng dư nợ} tổng dư nợ.", "share", schemas.Rounded},

		{"a share in brackets behind its part", "Xuất khẩu {500 tỷ đồng}, trong đó gỗ {145 tỷ đồng|in=0|by=trong_do} ({29 %|m=share|in=1|by=bracket}).", "share", schemas.Exact},
		{"shares in a row belong to the levels in a row",
			"Ba huyện lần lượt {1.200 ha}, {800 ha}, {2.000 ha}, chiếm {30 %|m=share|of=2}, {20 %|m=share|of=2}, {50 %|m=share|of=2} tổng số {4.000 ha}.", "share", schemas.Exact},
		{"a part of a stated whole", "Làm rõ {520 vụ} trong tổng số {580 vụ}, đạt {91,5 %|m=rate}.", "share", schemas.Violated},

		{"a count over its total is the printed percentage", "Có {104 vụ}/{115 vụ|role=denominator|of=0} đã khám phá, đạt {85 %|m=rate|of=0}.", "ratio", schemas.Violated},
		{"a percentage of something else beside a count over its total is no ratio of it",
			"Có {5 khu}/{7 khu|role=denominator|of=0} hoạt động, tỷ lệ lấp đầy {68,4 %|m=rate}.", "ratio", ""},

		{"an average in one sentence", "Có {393 HTX} với {3.781 thành viên}, bình quân {9,6 thành viên/HTX|m=rate}.", "average", schemas.Rounded},
		{"an average per head finds the population in another chapter",
			"Tổng sản phẩm trên địa bàn theo giá hiện hành {16.677 tỷ đồng|ind=tổng sản phẩm trên địa bàn theo giá hiện hành|p=2024}. GRDP bình quân đầu người {51 triệu đồng/người|m=rate|ind=GRDP bình quân đầu người|p=2024}.\nDân số trung bình {326,5 nghìn người|ind=dân số trung bình của tỉnh|p=2024}.", "average", schemas.Rounded},

		{"an average over the years of a period",
			"Giai đoạn 2020-2024 trồng {15.000 ha|p=2020/2024}, bình quân mỗi năm {3.000 ha|p=2020/2024}.", "average", schemas.Exact},

		{"growth and change agree through the level",
			"Xảy ra {9.593 vụ|ind=số vụ tai nạn}. So với cùng kỳ giảm {636 vụ|m=change|neg=1|ind=số vụ tai nạn|base=2023-same} (giảm {6,22 %|m=growth|neg=1|base=2023-same}).", "difference", schemas.Rounded},
		{"a change against the earlier level in brackets",
			"Giá trị đạt {118,5 triệu đồng|p=2024|ind=giá trị}, tăng {6,5 triệu đồng|m=change|of=0|base=2023} so với năm 2023 ({113,0 triệu đồng|p=2023|ind=giá trị}).", "difference", schemas.Violated},
		{"a deficit is spending minus revenue",
			"Tổng thu ngân sách địa phương: {7.406,6 tỷ đồng|ind=tổng thu ngân sách địa phương|p=2024}.\nTổng chi ngân sách địa phương: {7.408,4 tỷ đồng|ind=tổng chi ngân sách địa phương|p=2024}.\nBội chi: {2,8 tỷ đồng|ind=bội chi ngân sách địa phương|p=2024}.", "difference", schemas.Violated},

		{"two levels of one name, years apart, and the change between them",
			"Năm 2024 có {9.946 hộ|ind=số hộ nghèo|p=2024}, năm 2023 có {11.870 hộ|ind=số hộ nghèo|p=2023}; giảm {1.824 hộ|m=change|neg=1|ind=số hộ nghèo|base=2023}.", "difference", schemas.Violated},
		{"from one level to another by the change between them",
			"Số hộ nghèo giảm từ {11.500 hộ} xuống còn {9.700 hộ}, giảm {1.800 hộ|m=change|neg=1}.", "difference", schemas.Exact},
		{"what is left of an amount",
			"Có {45 dự án} chậm, đã tháo gỡ {27 dự án}, còn lại {18 dự án}.", "difference", schemas.Exact},
		{"a growth against the earlier level in brackets",
			"Có {401 HTX|p=2024}, tăng {12,6 %|m=growth|of=0|base=2023} so với năm trước ({356 HTX|p=2023}).", "difference", schemas.Rounded},

		{"words of excess with a percentage below 100 are a decision error",
			"Thu ngân sách vượt kế hoạch, bằng {98 %|m=attainment}. Chi vượt {98 %|m=attainment} kế hoạch.", "direction", schemas.Violated},
		{"down means down", "Lãi suất giảm từ {5,0 %|m=rate} xuống {5,5 %|m=rate}.", "direction", schemas.Violated},
		{"up means up", "Tỷ lệ tăng từ {5,0 %|m=rate} lên {5,5 %|m=rate}.", "direction", schemas.Exact},

		{"a share above 100 cannot be", "Nông nghiệp chiếm {127 %|m=share} tổng số.", "bound", schemas.Violated},
		{"a rank cannot exceed the number ranked", "Xếp hạng {65 hạng|m=rank}/{63 hạng|role=denominator|m=rank|of=0}.", "bound", schemas.Violated},

		{"the same quantity twice",
			"Thu ngân sách trên địa bàn tỉnh {856 tỷ đồng|ind=thu ngân sách trên địa bàn tỉnh|p=2024|code=A}. Như trên.\nThu ngân sách trên địa bàn tỉnh {865 tỷ đồng|ind=thu ngân sách trên địa bàn tỉnh|p=2024|code=A}.", "restatement", schemas.Violated},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			all, _ := run(t, tt.passage)
			got := only(all, tt.kind)
			if tt.want == "" {
				if len(got) > 0 {
					t.Fatalf("unwanted check: %s %s", got[0].Outcome, got[0].MessageVI)
				}
				return
			}
			for _, c := range got {
				if c.Outcome == tt.want {
					return
				}
			}
			t.Fatalf("no %s %s among %d checks: %+v", tt.want, tt.kind, len(all), all)
		})
	}
}

func TestMessagesNameTheNumbersAsPrinted(t *testing.T) {
	all, _ := run(t, "Tổng kế hoạch {2.000,0 tỷ đồng}, gồm ngân sách tỉnh {1.200,5 tỷ đồng|in=0|by=gom}, trung ương {799,9 tỷ đồng|in=0|by=gom}.")
	c := only(all, schemas.CheckSum)[0]
	for _, want := range []string{"2.000,0 tỷ đồng", "1.200,5 tỷ đồng + 799,9 tỷ đồng", "2.000,4 tỷ đồng", "không khớp", "chênh 0,4 tỷ đồng"} {
		if !strings.Contains(c.MessageVI, want) {
			t.Errorf("the message lacks %q: %s", want, c.MessageVI)
		}
	}
	for _, want := range []string{"gives 2,000.4", "prints 2.000,0 tỷ đồng", "do not agree"} {
		if !strings.Contains(c.MessageEN, want) {
			t.Errorf("the message lacks %q: %s", want, c.MessageEN)
		}
	}
}

func TestDiagnosisNamesTheSingleEdit(t *testing.T) {
	tests := []struct{ name, passage, want string }{
		{"unit slip", "Tổng {100 tỷ đồng}, gồm {60 tỷ đồng|in=0|by=gom} và {40 triệu đồng|in=0|by=gom}.", "nhầm đơn vị"},
		{"swapped digits", "Tổng {135 tỷ đồng}, gồm {93 tỷ đồng|in=0|by=gom} và {60 tỷ đồng|in=0|by=gom}.", "bị đảo"},
		{"digit too many", "Tổng {1.005 người}, gồm {60 người|in=0|by=gom} và {45 người|in=0|by=gom}.", "thừa một chữ số"},
		{"wrong digit", "Tổng {155 người}, gồm {60 người|in=0|by=gom} và {45 người|in=0|by=gom}.", "sai một chữ số"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all, _ := run(t, tt.passage)
			got := only(all, schemas.CheckSum)
			if len(got) == 0 || !strings.Contains(got[0].Diagnosis, tt.want) {
				t.Errorf("got %+v, want a diagnosis with %q", got, tt.want)
			}
		})
	}
}
