// AVX2 classifier: 64 bytes of text become one bit a byte in each class bitmap of Maps.
// The stores use the distance between two bitmaps (640 bytes, checked by a test) and their order in Maps.
// Registers: SI text, DI bitmap word, CX blocks left, Y8 low nibbles, Y9 blanks.
//go:build amd64

#include "textflag.h"

DATA kc<>+0(SB)/8, $0x4040404040404040
DATA kc<>+8(SB)/8, $0x4040404040404040
DATA kc<>+16(SB)/8, $0x4040404040404040
DATA kc<>+24(SB)/8, $0x4040404040404040
DATA kc<>+32(SB)/8, $0x2525252525252525
DATA kc<>+40(SB)/8, $0x2525252525252525
DATA kc<>+48(SB)/8, $0x2525252525252525
DATA kc<>+56(SB)/8, $0x2525252525252525
DATA kc<>+64(SB)/8, $0x2e2e2e2e2e2e2e2e
DATA kc<>+72(SB)/8, $0x2e2e2e2e2e2e2e2e
DATA kc<>+80(SB)/8, $0x2e2e2e2e2e2e2e2e
DATA kc<>+88(SB)/8, $0x2e2e2e2e2e2e2e2e
DATA kc<>+96(SB)/8, $0x2d2d2d2d2d2d2d2d
DATA kc<>+104(SB)/8, $0x2d2d2d2d2d2d2d2d
DATA kc<>+112(SB)/8, $0x2d2d2d2d2d2d2d2d
DATA kc<>+120(SB)/8, $0x2d2d2d2d2d2d2d2d
DATA kc<>+128(SB)/8, $0x2020202020202020
DATA kc<>+136(SB)/8, $0x2020202020202020
DATA kc<>+144(SB)/8, $0x2020202020202020
DATA kc<>+152(SB)/8, $0x2020202020202020
DATA kc<>+160(SB)/8, $0x3a3a3a3a3a3a3a3a
DATA kc<>+168(SB)/8, $0x3a3a3a3a3a3a3a3a
DATA kc<>+176(SB)/8, $0x3a3a3a3a3a3a3a3a
DATA kc<>+184(SB)/8, $0x3a3a3a3a3a3a3a3a
DATA kc<>+192(SB)/8, $0x3d3d3d3d3d3d3d3d
DATA kc<>+200(SB)/8, $0x3d3d3d3d3d3d3d3d
DATA kc<>+208(SB)/8, $0x3d3d3d3d3d3d3d3d
DATA kc<>+216(SB)/8, $0x3d3d3d3d3d3d3d3d
DATA kc<>+224(SB)/8, $0x2f2f2f2f2f2f2f2f
DATA kc<>+232(SB)/8, $0x2f2f2f2f2f2f2f2f
DATA kc<>+240(SB)/8, $0x2f2f2f2f2f2f2f2f
DATA kc<>+248(SB)/8, $0x2f2f2f2f2f2f2f2f
DATA kc<>+256(SB)/8, $0xd0d0d0d0d0d0d0d0
DATA kc<>+264(SB)/8, $0xd0d0d0d0d0d0d0d0
DATA kc<>+272(SB)/8, $0xd0d0d0d0d0d0d0d0
DATA kc<>+280(SB)/8, $0xd0d0d0d0d0d0d0d0
DATA kc<>+288(SB)/8, $0x0909090909090909
DATA kc<>+296(SB)/8, $0x0909090909090909
DATA kc<>+304(SB)/8, $0x0909090909090909
DATA kc<>+312(SB)/8, $0x0909090909090909
DATA kc<>+320(SB)/8, $0x9f9f9f9f9f9f9f9f
DATA kc<>+328(SB)/8, $0x9f9f9f9f9f9f9f9f
DATA kc<>+336(SB)/8, $0x9f9f9f9f9f9f9f9f
DATA kc<>+344(SB)/8, $0x9f9f9f9f9f9f9f9f
DATA kc<>+352(SB)/8, $0x1919191919191919
DATA kc<>+360(SB)/8, $0x1919191919191919
DATA kc<>+368(SB)/8, $0x1919191919191919
DATA kc<>+376(SB)/8, $0x1919191919191919
DATA kc<>+384(SB)/8, $0xbfbfbfbfbfbfbfbf
DATA kc<>+392(SB)/8, $0xbfbfbfbfbfbfbfbf
DATA kc<>+400(SB)/8, $0xbfbfbfbfbfbfbfbf
DATA kc<>+408(SB)/8, $0xbfbfbfbfbfbfbfbf
DATA kc<>+416(SB)/8, $0x0f0f0f0f0f0f0f0f
DATA kc<>+424(SB)/8, $0x0f0f0f0f0f0f0f0f
DATA kc<>+432(SB)/8, $0x0f0f0f0f0f0f0f0f
DATA kc<>+440(SB)/8, $0x0f0f0f0f0f0f0f0f
DATA kc<>+448(SB)/8, $0x0002040000300000
DATA kc<>+456(SB)/8, $0x4001000881000000
DATA kc<>+464(SB)/8, $0x0002040000300000
DATA kc<>+472(SB)/8, $0x4001000881000000
DATA kc<>+480(SB)/8, $0x0000080001860100
DATA kc<>+488(SB)/8, $0x0060001000000000
DATA kc<>+496(SB)/8, $0x0000080001860100
DATA kc<>+504(SB)/8, $0x0060001000000000
GLOBL kc<>(SB), RODATA|NOPTR, $512

// func classifyAVX2(src *byte, dst *uint64, n int)
// Reads 64*n bytes of src and writes n words of each bitmap. n must be at least 1.
TEXT ·classifyAVX2(SB), NOSPLIT, $0-24
	MOVQ src+0(FP), SI
	MOVQ dst+8(FP), DI
	MOVQ n+16(FP), CX
	VMOVDQU kc<>+128(SB), Y9
	VMOVDQU kc<>+416(SB), Y8

loop:
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	// At: an at-sign or a percent sign
	VPCMPEQB kc<>+0(SB), Y0, Y2
	VPCMPEQB kc<>+0(SB), Y1, Y3
	VPCMPEQB kc<>+32(SB), Y0, Y4
	VPCMPEQB kc<>+32(SB), Y1, Y5
	VPOR Y4, Y2, Y2
	VPOR Y5, Y3, Y3
	VPMOVMSKB Y2, AX
	VPMOVMSKB Y3, DX
	SHLQ $32, DX
	ORQ DX, AX
	MOVQ AX, 2560(DI)
	// Dot
	VPCMPEQB kc<>+64(SB), Y0, Y2
	VPCMPEQB kc<>+64(SB), Y1, Y3
	VPMOVMSKB Y2, AX
	VPMOVMSKB Y3, DX
	SHLQ $32, DX
	ORQ DX, AX
	MOVQ AX, 640(DI)
	// Dash
	VPCMPEQB kc<>+96(SB), Y0, Y2
	VPCMPEQB kc<>+96(SB), Y1, Y3
	VPMOVMSKB Y2, AX
	VPMOVMSKB Y3, DX
	SHLQ $32, DX
	ORQ DX, AX
	MOVQ AX, 1280(DI)
	// Sp
	VPCMPEQB Y9, Y0, Y2
	VPCMPEQB Y9, Y1, Y3
	VPMOVMSKB Y2, AX
	VPMOVMSKB Y3, DX
	SHLQ $32, DX
	ORQ DX, AX
	MOVQ AX, 1920(DI)
	// Col
	VPCMPEQB kc<>+160(SB), Y0, Y2
	VPCMPEQB kc<>+160(SB), Y1, Y3
	VPMOVMSKB Y2, AX
	VPMOVMSKB Y3, DX
	SHLQ $32, DX
	ORQ DX, AX
	MOVQ AX, 4480(DI)
	// Equ
	VPCMPEQB kc<>+192(SB), Y0, Y2
	VPCMPEQB kc<>+192(SB), Y1, Y3
	VPMOVMSKB Y2, AX
	VPMOVMSKB Y3, DX
	SHLQ $32, DX
	ORQ DX, AX
	MOVQ AX, 5120(DI)
	// Sl
	VPCMPEQB kc<>+224(SB), Y0, Y2
	VPCMPEQB kc<>+224(SB), Y1, Y3
	VPMOVMSKB Y2, AX
	VPMOVMSKB Y3, DX
	SHLQ $32, DX
	ORQ DX, AX
	MOVQ AX, 5760(DI)
	// Odd: what may hide text from a plain look, by both nibbles
	VMOVDQU kc<>+448(SB), Y6
	VMOVDQU kc<>+480(SB), Y7
	VPAND Y8, Y0, Y2
	VPAND Y8, Y1, Y3
	VPSHUFB Y2, Y6, Y2
	VPSHUFB Y3, Y6, Y3
	VPSRLW $4, Y0, Y4
	VPSRLW $4, Y1, Y5
	VPAND Y8, Y4, Y4
	VPAND Y8, Y5, Y5
	VPSHUFB Y4, Y7, Y4
	VPSHUFB Y5, Y7, Y5
	VPAND Y4, Y2, Y2
	VPAND Y5, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPCMPEQB Y4, Y2, Y2
	VPCMPEQB Y4, Y3, Y3
	VPMOVMSKB Y2, AX
	VPMOVMSKB Y3, DX
	SHLQ $32, DX
	ORQ DX, AX
	NOTQ AX
	MOVQ AX, 6400(DI)
	// D: bytes in a range, by a biased unsigned minimum
	VPADDB kc<>+256(SB), Y0, Y2
	VPADDB kc<>+256(SB), Y1, Y3
	VPMINUB kc<>+288(SB), Y2, Y4
	VPMINUB kc<>+288(SB), Y3, Y5
	VPCMPEQB Y4, Y2, Y2
	VPCMPEQB Y5, Y3, Y3
	VPMOVMSKB Y2, AX
	VPMOVMSKB Y3, DX
	SHLQ $32, DX
	ORQ DX, AX
	MOVQ AX, 0(DI)
	// U: bytes in a range, by a biased unsigned minimum
	VPADDB kc<>+384(SB), Y0, Y2
	VPADDB kc<>+384(SB), Y1, Y3
	VPMINUB kc<>+352(SB), Y2, Y4
	VPMINUB kc<>+352(SB), Y3, Y5
	VPCMPEQB Y4, Y2, Y2
	VPCMPEQB Y5, Y3, Y3
	VPMOVMSKB Y2, AX
	VPMOVMSKB Y3, DX
	SHLQ $32, DX
	ORQ DX, AX
	MOVQ AX, 3840(DI)
	// bytes of 0x80 and above count as letters: keep them in Y6, Y7 before the case is folded
	VMOVDQA Y0, Y6
	VMOVDQA Y1, Y7
	VPOR Y9, Y0, Y0
	VPOR Y9, Y1, Y1
	// L: bytes in a range, by a biased unsigned minimum
	VPADDB kc<>+320(SB), Y0, Y2
	VPADDB kc<>+320(SB), Y1, Y3
	VPMINUB kc<>+352(SB), Y2, Y4
	VPMINUB kc<>+352(SB), Y3, Y5
	VPCMPEQB Y4, Y2, Y2
	VPCMPEQB Y5, Y3, Y3
	VPOR Y6, Y2, Y2
	VPOR Y7, Y3, Y3
	VPMOVMSKB Y2, AX
	VPMOVMSKB Y3, DX
	SHLQ $32, DX
	ORQ DX, AX
	MOVQ AX, 3200(DI)
	ADDQ $64, SI
	ADDQ $8, DI
	DECQ CX
	JNZ loop
	VZEROUPPER
	RET
