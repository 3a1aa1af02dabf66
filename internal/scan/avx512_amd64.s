// The passes of the scanner with AVX-512 (F, BW, DQ, VL, VBMI2). Each says the same as its AVX2 twin, in fewer instructions.
//go:build amd64

#include "textflag.h"

DATA wc<>+0(SB)/8, $0x2e2d203a3d2f4025  // . - blank : = / @ %
DATA wc<>+8(SB)/8, $0x300a411a61200f00  // '0' 10 'A' 26 'a' 0x20 0x0f
GLOBL wc<>(SB), RODATA|NOPTR, $16

// Nibbles of what may hide text from a plain look: \ % & + > 0x1b 0xc2 0xe2 0xef.
DATA odd<>+0(SB)/8, $0x0002040000300000
DATA odd<>+8(SB)/8, $0x4001000881000000
DATA odd<>+16(SB)/8, $0x0000080001860100
DATA odd<>+24(SB)/8, $0x0060001000000000
GLOBL odd<>(SB), RODATA|NOPTR, $32

DATA iota<>+0(SB)/8, $0x0706050403020100
DATA iota<>+8(SB)/8, $0x0f0e0d0c0b0a0908
DATA iota<>+16(SB)/8, $0x1716151413121110
DATA iota<>+24(SB)/8, $0x1f1e1d1c1b1a1918
DATA iota<>+32(SB)/8, $0x2726252423222120
DATA iota<>+40(SB)/8, $0x2f2e2d2c2b2a2928
DATA iota<>+48(SB)/8, $0x3736353433323130
DATA iota<>+56(SB)/8, $0x3f3e3d3c3b3a3938
GLOBL iota<>(SB), RODATA|NOPTR, $64

// func classifyAVX512(src *byte, dst *uint64, n int)
// Reads 64*n bytes of src and writes n words of each bitmap. n must be at least 1.
// Registers: SI text, DI bitmap word, CX blocks left, Z16 to Z31 constants.
TEXT ·classifyAVX512(SB), NOSPLIT, $0-24
	MOVQ src+0(FP), SI
	MOVQ dst+8(FP), DI
	MOVQ n+16(FP), CX
	VPBROADCASTB wc<>+7(SB), Z16  // .
	VPBROADCASTB wc<>+6(SB), Z17  // -
	VPBROADCASTB wc<>+5(SB), Z18  // blank
	VPBROADCASTB wc<>+4(SB), Z19  // :
	VPBROADCASTB wc<>+3(SB), Z20  // =
	VPBROADCASTB wc<>+2(SB), Z21  // /
	VPBROADCASTB wc<>+1(SB), Z22  // @
	VPBROADCASTB wc<>+0(SB), Z23  // %
	VPBROADCASTB wc<>+15(SB), Z24 // '0'
	VPBROADCASTB wc<>+14(SB), Z25 // 10
	VPBROADCASTB wc<>+13(SB), Z26 // 'A'
	VPBROADCASTB wc<>+12(SB), Z27 // 26
	VPBROADCASTB wc<>+11(SB), Z28 // 'a'
	VPBROADCASTB wc<>+9(SB), Z29  // low nibble
	VBROADCASTI32X4 odd<>+0(SB), Z30
	VBROADCASTI32X4 odd<>+16(SB), Z31

loop:
	VMOVDQU64 (SI), Z0
	VPSUBB Z24, Z0, Z1
	VPCMPUB $1, Z25, Z1, K1
	KMOVQ K1, 0(DI)          // D
	VPCMPEQB Z16, Z0, K2
	KMOVQ K2, 640(DI)        // Dot
	VPCMPEQB Z17, Z0, K3
	KMOVQ K3, 1280(DI)       // Dash
	VPCMPEQB Z18, Z0, K4
	KMOVQ K4, 1920(DI)       // Sp
	VPCMPEQB Z22, Z0, K5
	VPCMPEQB Z23, Z0, K6
	KORQ K5, K6, K5
	KMOVQ K5, 2560(DI)       // At
	VPORQ Z18, Z0, Z1
	VPSUBB Z28, Z1, Z1
	VPCMPUB $1, Z27, Z1, K1
	VPMOVB2M Z0, K2
	KORQ K1, K2, K1
	KMOVQ K1, 3200(DI)       // L
	VPSUBB Z26, Z0, Z1
	VPCMPUB $1, Z27, Z1, K2
	KMOVQ K2, 3840(DI)       // U
	VPCMPEQB Z19, Z0, K3
	KMOVQ K3, 4480(DI)       // Col
	VPCMPEQB Z20, Z0, K4
	KMOVQ K4, 5120(DI)       // Equ
	VPCMPEQB Z21, Z0, K5
	KMOVQ K5, 5760(DI)       // Sl
	VPANDQ Z29, Z0, Z1
	VPSRLW $4, Z0, Z2
	VPANDQ Z29, Z2, Z2
	VPSHUFB Z1, Z30, Z1
	VPSHUFB Z2, Z31, Z2
	VPTESTMB Z1, Z2, K6
	KMOVQ K6, 6400(DI)       // Odd
	ADDQ $64, SI
	ADDQ $8, DI
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET

// func positionsAVX512(words *uint64, n int, pos *uint32) int
// As positionsBMI; up to 63 more entries are overwritten.
TEXT ·positionsAVX512(SB), NOSPLIT, $0-32
	MOVQ words+0(FP), SI
	MOVQ n+8(FP), CX
	MOVQ pos+16(FP), DI
	MOVQ DI, R8
	TESTQ CX, CX
	JZ   done
	VMOVDQU64 iota<>(SB), Z31
	VPXORQ Z30, Z30, Z30     // position of the word's first bit
	MOVL $64, AX
	VPBROADCASTD AX, Z29

word:
	MOVQ (SI), AX
	KMOVQ AX, K1
	POPCNTQ AX, R10
	VPCOMPRESSB.Z Z31, K1, Z0
	VPMOVZXBD X0, Z1
	VPADDD Z30, Z1, Z1
	VMOVDQU32 Z1, (DI)
	CMPQ R10, $16
	JA   more

next:
	LEAQ (DI)(R10*4), DI
	VPADDD Z29, Z30, Z30
	ADDQ $8, SI
	DECQ CX
	JNZ  word

done:
	SUBQ R8, DI
	SHRQ $2, DI
	MOVQ DI, ret+24(FP)
	VZEROUPPER
	RET

more:
	VEXTRACTI32X4 $1, Z0, X1
	VPMOVZXBD X1, Z1
	VPADDD Z30, Z1, Z1
	VMOVDQU32 Z1, 64(DI)
	VEXTRACTI32X4 $2, Z0, X1
	VPMOVZXBD X1, Z1
	VPADDD Z30, Z1, Z1
	VMOVDQU32 Z1, 128(DI)
	VEXTRACTI32X4 $3, Z0, X1
	VPMOVZXBD X1, Z1
	VPADDD Z30, Z1, Z1
	VMOVDQU32 Z1, 192(DI)
	JMP  next

// func probeAVX512(src *byte, pos *uint32, n int, names *uint32, cues, table *byte, cueShift, shift uint) (kept, named int)
// As probeAVX2, eight words at a time: n is a multiple of eight. Up to seven more entries of names are overwritten.
TEXT ·probeAVX512(SB), NOSPLIT, $0-80
	MOVQ src+0(FP), SI
	MOVQ pos+8(FP), DI
	MOVQ n+16(FP), CX
	MOVQ names+24(FP), R10
	MOVQ cues+32(FP), DX
	MOVQ table+40(FP), BX
	MOVQ cueShift+48(FP), X11
	MOVQ shift+56(FP), X12
	VPBROADCASTB wc<>+5(SB), Z20  // blank
	VPBROADCASTB wc<>+11(SB), Z21 // 'a'
	VPBROADCASTB wc<>+12(SB), Z22 // 26
	MOVQ $-1, AX
	VPBROADCASTQ AX, Z23
	MOVQ $0x9E3779B97F4A7C15, AX
	VPBROADCASTQ AX, Z24
	MOVQ $1, AX
	VPBROADCASTQ AX, Z25
	MOVQ $0xff, AX
	VPBROADCASTQ AX, Z26
	MOVQ $0x41, AX
	VPBROADCASTQ AX, Z27
	MOVQ $26, AX
	VPBROADCASTQ AX, Z28
	MOVQ DI, R8
	MOVQ DI, R9
	MOVQ R10, R11

loop:
	VMOVDQU (DI), Y0
	KXNORB K1, K1, K1
	VPXORQ Z1, Z1, Z1
	VPGATHERDQ (SI)(Y0*1), K1, Z1
	// letters in lower case up to the first other byte
	VPORQ Z20, Z1, Z2
	VPSUBB Z21, Z2, Z3
	VPCMPUB $5, Z22, Z3, K2
	VPMOVM2B K2, Z3           // ff where no letter
	VPADDQ Z23, Z3, Z4
	VPANDNQ Z3, Z4, Z5        // the lowest bit of the first of them
	VPANDNQ Z4, Z3, Z4        // what stands before it
	VPANDQ Z4, Z2, Z2
	VPSLLQ $7, Z5, Z5
	VPTESTMQ Z5, Z1, K3       // that byte is 0x80 or above
	// the hash
	VPSRLQ $32, Z2, Z5
	VPXORQ Z5, Z2, Z5
	VPMULLQ Z24, Z5, Z5
	VPSRLQ $29, Z5, Z6
	VPXORQ Z6, Z5, Z5
	// its two bits of a word
	VPROLVQ Z5, Z25, Z6
	VPSRLQ $6, Z5, Z7
	VPROLVQ Z7, Z25, Z7
	VPORQ Z7, Z6, Z6
	// the words of cues
	VPSRLQ X11, Z5, Z7
	KXNORB K1, K1, K1
	VPXORQ Z8, Z8, Z8
	VPGATHERQQ (DX)(Z7*8), K1, Z8
	VPANDNQ Z6, Z8, Z8        // bits that are missing
	VPTESTNMQ Z8, Z8, K4
	// the words of capitals
	VPANDQ Z26, Z1, Z9
	VPSUBQ Z27, Z9, Z9
	VPCMPUQ $1, Z28, Z9, K5
	VPSRLQ X12, Z5, Z7
	KMOVB K5, K1
	VPXORQ Z8, Z8, Z8
	VPGATHERQQ (BX)(Z7*8), K1, Z8
	VPANDNQ Z6, Z8, Z8
	VPTESTNMQ Z8, Z8, K6
	KORB K3, K6, K6
	KANDB K5, K6, K6
	VPCOMPRESSD.Z Y0, K4, Y9
	VPCOMPRESSD.Z Y0, K6, Y10
	KMOVB K4, AX
	KMOVB K6, R12
	POPCNTL AX, AX
	POPCNTL R12, R12
	VMOVDQU Y9, (R8)
	VMOVDQU Y10, (R10)
	LEAQ (R8)(AX*4), R8
	LEAQ (R10)(R12*4), R10
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  loop
	SUBQ R9, R8
	SHRQ $2, R8
	MOVQ R8, kept+64(FP)
	SUBQ R11, R10
	SHRQ $2, R10
	MOVQ R10, named+72(FP)
	VZEROUPPER
	RET
