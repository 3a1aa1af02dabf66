// NEON classifier: 64 bytes of text become one bit a byte in each class bitmap of maps.
// The stores use the distance between two bitmaps (640 bytes, checked by a test) and their order in maps.
// Registers: R0 text, R1 bitmap word, R2 blocks left, V0-V3 text, V4-V11 scratch, V12-V31 constants.

#include "textflag.h"

DATA bits<>+0(SB)/8, $0x8040201008040201
DATA bits<>+8(SB)/8, $0x8040201008040201
GLOBL bits<>(SB), RODATA|NOPTR, $16

// Nibbles of what may hide text from a plain look: \ % & + > 0x1b 0xc2 0xe2 0xef.
DATA odd<>+0(SB)/8, $0x0002040000300000
DATA odd<>+8(SB)/8, $0x4001000881000000
DATA odd<>+16(SB)/8, $0x0000080001860100
DATA odd<>+24(SB)/8, $0x0060001000000000
GLOBL odd<>(SB), RODATA|NOPTR, $32

// STORE makes one bit a byte of the masks V4 to V7 and stores them.
#define STORE(off) \
	VAND  V12.B16, V4.B16, V4.B16; \
	VAND  V12.B16, V5.B16, V5.B16; \
	VAND  V12.B16, V6.B16, V6.B16; \
	VAND  V12.B16, V7.B16, V7.B16; \
	VADDP V5.B16, V4.B16, V4.B16; \
	VADDP V7.B16, V6.B16, V6.B16; \
	VADDP V6.B16, V4.B16, V4.B16; \
	VADDP V4.B16, V4.B16, V4.B16; \
	VMOV  V4.D[0], R3; \
	MOVD  R3, off(R1)

// EQUAL masks the bytes that are those of c.
#define EQUAL(c) \
	VCMEQ c.B16, V0.B16, V4.B16; \
	VCMEQ c.B16, V1.B16, V5.B16; \
	VCMEQ c.B16, V2.B16, V6.B16; \
	VCMEQ c.B16, V3.B16, V7.B16

// RANGE masks the bytes of a to d that are at most n above the one in from.
#define RANGE(from, n, a, b, c, d) \
	VSUB  from.B16, a.B16, V4.B16; \
	VSUB  from.B16, b.B16, V5.B16; \
	VSUB  from.B16, c.B16, V6.B16; \
	VSUB  from.B16, d.B16, V7.B16; \
	VUMIN n.B16, V4.B16, V8.B16; \
	VUMIN n.B16, V5.B16, V9.B16; \
	VUMIN n.B16, V6.B16, V10.B16; \
	VUMIN n.B16, V7.B16, V11.B16; \
	VCMEQ V8.B16, V4.B16, V4.B16; \
	VCMEQ V9.B16, V5.B16, V5.B16; \
	VCMEQ V10.B16, V6.B16, V6.B16; \
	VCMEQ V11.B16, V7.B16, V7.B16

// ODD masks the bytes of v that both nibbles have in a bucket.
#define ODD(v, m) \
	VAND   V29.B16, v.B16, V8.B16; \
	VUSHR  $4, v.B16, V9.B16; \
	VTBL   V8.B16, [V30.B16], V8.B16; \
	VTBL   V9.B16, [V31.B16], V9.B16; \
	VCMTST V8.B16, V9.B16, m.B16

// func classifyNEON(src *byte, dst *uint64, n int)
// Reads 64*n bytes of src and writes n words of each bitmap. n must be at least 1.
TEXT ·classifyNEON(SB), NOSPLIT, $0-24
	MOVD  src+0(FP), R0
	MOVD  dst+8(FP), R1
	MOVD  n+16(FP), R2
	MOVD  $bits<>(SB), R3
	VLD1  (R3), [V12.B16]
	MOVD  $odd<>(SB), R3
	VLD1  (R3), [V30.B16, V31.B16]
	VMOVI $46, V13.B16  // .
	VMOVI $45, V14.B16  // -
	VMOVI $32, V15.B16  // blank
	VMOVI $58, V16.B16  // :
	VMOVI $61, V17.B16  // =
	VMOVI $47, V18.B16  // /
	VMOVI $64, V19.B16  // @
	VMOVI $37, V20.B16  // %
	VMOVI $48, V21.B16  // 0
	VMOVI $9, V22.B16
	VMOVI $65, V23.B16  // A
	VMOVI $25, V24.B16
	VMOVI $97, V25.B16  // a
	VMOVI $128, V26.B16
	VMOVI $15, V29.B16

loop:
	VLD1.P 64(R0), [V0.B16, V1.B16, V2.B16, V3.B16]
	RANGE(V21, V22, V0, V1, V2, V3)
	STORE(0)                    // D
	EQUAL(V13)
	STORE(640)                  // Dot
	EQUAL(V14)
	STORE(1280)                 // Dash
	EQUAL(V15)
	STORE(1920)                 // Sp
	EQUAL(V19)
	VCMEQ V20.B16, V0.B16, V8.B16
	VCMEQ V20.B16, V1.B16, V9.B16
	VCMEQ V20.B16, V2.B16, V10.B16
	VCMEQ V20.B16, V3.B16, V11.B16
	VORR  V8.B16, V4.B16, V4.B16
	VORR  V9.B16, V5.B16, V5.B16
	VORR  V10.B16, V6.B16, V6.B16
	VORR  V11.B16, V7.B16, V7.B16
	STORE(2560)                 // At
	RANGE(V23, V24, V0, V1, V2, V3)
	STORE(3840)                 // U
	EQUAL(V16)
	STORE(4480)                 // Col
	EQUAL(V17)
	STORE(5120)                 // Equ
	EQUAL(V18)
	STORE(5760)                 // Sl
	ODD(V0, V4)
	ODD(V1, V5)
	ODD(V2, V6)
	ODD(V3, V7)
	STORE(6400)                 // Odd
	// L: bytes of 0x80 and above count as letters
	VCMTST V26.B16, V0.B16, V27.B16
	VORR   V15.B16, V0.B16, V0.B16
	VCMTST V26.B16, V1.B16, V28.B16
	VORR   V15.B16, V1.B16, V1.B16
	VSUB   V25.B16, V0.B16, V4.B16
	VSUB   V25.B16, V1.B16, V5.B16
	VUMIN  V24.B16, V4.B16, V8.B16
	VUMIN  V24.B16, V5.B16, V9.B16
	VCMEQ  V8.B16, V4.B16, V4.B16
	VCMEQ  V9.B16, V5.B16, V5.B16
	VORR   V27.B16, V4.B16, V4.B16
	VORR   V28.B16, V5.B16, V5.B16
	VCMTST V26.B16, V2.B16, V27.B16
	VORR   V15.B16, V2.B16, V2.B16
	VCMTST V26.B16, V3.B16, V28.B16
	VORR   V15.B16, V3.B16, V3.B16
	VSUB   V25.B16, V2.B16, V6.B16
	VSUB   V25.B16, V3.B16, V7.B16
	VUMIN  V24.B16, V6.B16, V8.B16
	VUMIN  V24.B16, V7.B16, V9.B16
	VCMEQ  V8.B16, V6.B16, V6.B16
	VCMEQ  V9.B16, V7.B16, V7.B16
	VORR   V27.B16, V6.B16, V6.B16
	VORR   V28.B16, V7.B16, V7.B16
	STORE(3200)                 // L
	ADD  $8, R1
	SUBS $1, R2
	BNE  loop
	RET
