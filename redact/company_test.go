package redact

import (
	"regexp"
	"testing"
)

// TestCompany marks what the neighbours of a cell give away; the tokens of other finds are not compared.
func TestCompany(t *testing.T) {
	token := regexp.MustCompile(`PHI-[A-Za-z0-9_-]+`)
	for _, tt := range []struct{ in, want string }{
		{`7557003,Taylor,Jordan,11/02/1945,282-49-3211,404-701-4093`, `_,_,_,_,_,_`},
		{`export row 7710: 27341333|Flores|Carol|10/17/1959|W327095058|Aetna|B20`, `export row 7710: _|_|_|_|_|Aetna|_`},
		{`{"args":["Kelly","Bell","2001-12-03","+15039237798"],"rows":1}`, `{"args":["_","_","_","_"],"rows":1}`},
		{`offset=4324022 key=4591727 value={"patient":"Ethan King","dob":"1977-04-09"}`, `offset=4324022 key=_ value={"patient":"_","dob":"_"}`},
		{`Assessment: Essential (primary) hypertension (I10). Continue`, `Assessment: _ (_). Continue`},
		{`Assessment: Human immunodeficiency virus [HIV] disease (B20). Continue`, `Assessment: _ (_). Continue`},
		{`2026-01-02,17,4591727,ok,9.5`, `2026-01-02,17,4591727,ok,9.5`},
		{`4591727|a|b|2026-01-02|B20`, `4591727|a|b|2026-01-02|B20`},
		{"Zorvanen-Quib\tVabri\t1991-02-17\t603-55-1182\t808-555-0166", "_\t_\t_\t_\t_"},
		{`login ok email=jane@example.org device=5f2a9c71-aa0e-4c1c-8f7e-0f1b2c3d4e5f`, `login ok email=_ device=_`},
		{`mount ok device=5f2a9c71-aa0e-4c1c-8f7e-0f1b2c3d4e5f`, `mount ok device=5f2a9c71-aa0e-4c1c-8f7e-0f1b2c3d4e5f`},
		{`token ok {"sub":"XQP440918273","email":"jane@example.org"}`, `token ok {"sub":"_","email":"_"}`},
		{`token ok {"sub":"XQP440918273"}`, `token ok {"sub":"XQP440918273"}`},
		{`@kmontoya pls call jane@example.org back`, `@_ pls call _ back`},
		{`@kmontoya merged the branch`, `@kmontoya merged the branch`},
		{`sync: user cvandergriff email=jane@example.org`, `sync: user _ email=_`},
		{`order # 771204-A for jane@example.org`, `order # _ for _`},
		{`order # 771204-A shipped`, `order # 771204-A shipped`},
		{`run 26-0411877 unit M14 for Jane Halloran`, `run _ unit M14 for _`},
		{`{"runNo":"26-0411877","to":"Jane Halloran"}`, `{"runNo":"_","to":"_"}`},
		{`sample_id=S26-118834 mail=Jane Halloran`, `sample_id=_ mail=_`},
		{`Jane Halloran, appeal APL-2026-00718, mbr W29118834 grp RXG55120`, `_, appeal _, mbr _ grp _`},
		{`desk note: Jane Halloran last4 9037, zip 59715, ext 4471`, `desk note: _ last4 _, zip _, ext _`},
		{`Jane Halloran wristband 4471-2201-7 expected 8841-C`, `_ wristband _ expected 8841-C`},
		{`print job 44718 for Jane Halloran, tray 2`, `print job 44718 for _, tray 2`},
		{`batch 20260602 row 44718: Jane Halloran rejected after 44718 ms`, `batch 20260602 row 44718: _ rejected after 44718 ms`},
		{`ticket INC0044718 line 44718 port 51820 Jane Halloran`, `ticket INC0044718 line 44718 port 51820 _`},
		{`{"pid":20695,"level":30000,"to":"Jane Halloran"}`, `{"pid":20695,"level":30000,"to":"_"}`},
		{`mail to Jane Halloran: 44718 bytes, queue 44718, build 44718, code 12345`, `mail to _: 44718 bytes, queue 44718, build 44718, code 12345`},
		{`order 44718 rows, run 44718 of 50000, Jane Halloran`, `order 44718 rows, run 44718 of 50000, _`},
		{`form 2026-04 check 10:44:18 Jane Halloran`, `form 2026-04 check 10:44:18 _`},
		{`Jane Halloran lab http://h/1 sample=44.18 coverage 98765%`, `_ lab http://h/1 sample=44.18 coverage 98765%`},
		{`reminder queued for Jane Halloran +225 07 55 50 12 34 on queue 3`, `reminder queued for _ _ on queue 3`},
		{`Jane Halloran called from +33 6 12 34 56 78, then 07700 900118`, `_ called from _, then _`},
		{`conflict for Jane Halloran (BB-00731) on file`, `conflict for _ (_) on file`},
		{`swapped acc# MG884177 (Jane Halloran) and MG884178 (Peter Novak)`, `swapped acc# _ (_) and _ (_)`},
		{`candidates EY-20447, EY-20919 for Jane Halloran`, `candidates _, _ for _`},
		{`Jane Halloran, hosp no RVC 0447731, seen`, `_, hosp no _, seen`},
		{`subscriber DD 90381188 patient Jane Halloran`, `subscriber _ patient _`},
		{`drug screen QZF 0098812771 donor Jane Halloran`, `drug screen QZF _ donor _`},
		{`Jane Halloran SBSB_ID=910044871 ok`, `_ SBSB_ID=_ ok`},
		{`carriermemid 811720477*01 fullname 'Jane Halloran'`, `carriermemid _ fullname '_'`},
		{`afiliado 61 772044 3 02 Jane Halloran`, `afiliado _ _`},
		{`Jane Halloran: the claim no 22.04477.26.7 is open`, `_: the claim no _ is open`},
		{`Patient Jane Halloran (Fallnummer 26004499)`, `Patient _ (Fallnummer _)`},
		{`pt Jane Halloran id1 R26-0077, field 3 of 7`, `pt _ id1 _, field 3 of 7`},
		{`Jane Halloran, lic OH 34.011897, on file`, `_, lic _, on file`},
		{`row of Jane Halloran;4471882;active`, `row of _;_;active`},
		{`chart of Jane Halloran, took 44718829 ns on TCP 44718829 with code 4471882`, `chart of _, took 44718829 ns on TCP 44718829 with code 4471882`},
		{`Jane Halloran saved by build 4471.882.1 from 10.20.30.40:44718 in 44718.82 ms`, `_ saved by build 4471.882.1 from 10.20.30.40:44718 in 44718.82 ms`},
		{`chart of Jane Halloran, request_id=4471882 tenant_id=4471883`, `chart of _, request_id=4471882 tenant_id=4471883`},
		{`patient/44718820 visit 77120034`, `patient/_ visit _`},
		{`patient/44718820 new 77120034 ok 44718829`, `patient/_ new 77120034 ok 44718829`},
		{`Jane Halloran no-show 04/10, rebook Apr 14`, `_ no-show _, rebook _`},
		{`Jane Halloran, Hauptstraße 12, 10115 Berlin`, `_, _, _ _`},
		{`Jane Halloran on leave from 4/1-5/15`, `_ on leave from _`},
		{`Jane Halloran saved in 12 ms, part 4/14, retry 3 of 5, 12 Rows`, `_ saved in 12 ms, part 4/14, retry 3 of 5, 12 Rows`},
		{`Jane Halloran +12 points, build 0.7.1 on node 12, offset +05:30`, `_ +12 points, build 0.7.1 on node 12, offset +05:30`},
		{`PatientDto { Id = 55102, FullName = Jane Halloran }`, `PatientDto { Id = _, FullName = _ }`},
		{`Patient[id=68916, name=Jane Halloran]`, `Patient[id=68916, name=_]`},
		{`OrderDto { Id = 55102, Owner = Jane Halloran }`, `OrderDto { Id = 55102, Owner = _ }`},
		{`C-FIND (0010,0010)=ROE^JANE (0010,0020)=RIS0044182 (0008,0060)=CT`, `C-FIND (0010,0010)=_^_ (0010,0020)=_ (0008,0060)=CT`},
		{`smbd: CLINIC\rademaker opened the chart of Jane Halloran`, `smbd: CLINIC\_ opened the chart of _`},
		{`{"msg":"CLINIC\\rademaker opened the chart of Jane Halloran"}`, `{"msg":"CLINIC\\_ opened the chart of _"}`},
		{`{"msg":"chart of Jane Halloran, status OK\nthen done"}`, `{"msg":"chart of _, status OK\nthen done"}`},
		{`{"msg":"chart of Jane Halloran, ERROR\nretrying 3 times"}`, `{"msg":"chart of _, ERROR\nretrying 3 times"}`},
		{`chart of Jane Halloran read HKLM\software ok`, `chart of _ read HKLM\software ok`},
		{`C:\DATA\export.csv row of Jane Halloran, see D:\TMP\a`, `C:\DATA\export.csv row of _, see D:\TMP\a`},
		{`0044718|LINDGREN|ELSA|19410312|F|88 BIRCHWOOD TER|DULUTH|MN|55811|2185550143`, `_|_|_|_|F|_|_|MN|_|_`},
		{`run 26-0411877 unit M14`, `run 26-0411877 unit M14`},
		{`sms to 801-555-0154: Reminder: Mrs. Kowalczyk has a visit Tue 4/14 9am`, `sms to _: Reminder: Mrs. _ has a visit _ 9am`},
	} {
		got := token.ReplaceAllString(string(testRedactor().Append(nil, []byte(tt.in))), "_")
		if got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}
