// Probes: where a bitmap has bits, and which of the words there two Bloom filters may hold. See positions and probeTable in
// probe.go, and Hash, which say the same in Go.
//go:build amd64

#include "textflag.h"

// Constants of the hash: blank bits; what takes 'a' to 0x00 by addition, then 25; sign bits; the multiplier and its upper half;
// ones; low six bits; a byte; 'A'; 26.
DATA hc<>+0(SB)/8, $0x2020202020202020
DATA hc<>+8(SB)/8, $0x9f9f9f9f9f9f9f9f
DATA hc<>+16(SB)/8, $0x1919191919191919
DATA hc<>+24(SB)/8, $0x8080808080808080
DATA hc<>+32(SB)/8, $0x9E3779B97F4A7C15
DATA hc<>+40(SB)/8, $0x000000009E3779B9
DATA hc<>+48(SB)/8, $63
DATA hc<>+56(SB)/8, $1
DATA hc<>+64(SB)/8, $0xff
DATA hc<>+72(SB)/8, $0x41
DATA hc<>+80(SB)/8, $26
DATA hc<>+88(SB)/8, $0xffffffffffffffff
DATA hc<>+96(SB)/8, $0x1a1a1a1a1a1a1a1a
GLOBL hc<>(SB), RODATA|NOPTR, $104

// The bytes that bring the doublewords whose bits are set in a number below 16 to the front.
DATA front<>+0(SB)/8, $0x0000000000000000
DATA front<>+8(SB)/8, $0x0000000000000000
DATA front<>+16(SB)/8, $0x0000000003020100
DATA front<>+24(SB)/8, $0x0000000000000000
DATA front<>+32(SB)/8, $0x0000000007060504
DATA front<>+40(SB)/8, $0x0000000000000000
DATA front<>+48(SB)/8, $0x0706050403020100
DATA front<>+56(SB)/8, $0x0000000000000000
DATA front<>+64(SB)/8, $0x000000000b0a0908
DATA front<>+72(SB)/8, $0x0000000000000000
DATA front<>+80(SB)/8, $0x0b0a090803020100
DATA front<>+88(SB)/8, $0x0000000000000000
DATA front<>+96(SB)/8, $0x0b0a090807060504
DATA front<>+104(SB)/8, $0x0000000000000000
DATA front<>+112(SB)/8, $0x0706050403020100
DATA front<>+120(SB)/8, $0x000000000b0a0908
DATA front<>+128(SB)/8, $0x000000000f0e0d0c
DATA front<>+136(SB)/8, $0x0000000000000000
DATA front<>+144(SB)/8, $0x0f0e0d0c03020100
DATA front<>+152(SB)/8, $0x0000000000000000
DATA front<>+160(SB)/8, $0x0f0e0d0c07060504
DATA front<>+168(SB)/8, $0x0000000000000000
DATA front<>+176(SB)/8, $0x0706050403020100
DATA front<>+184(SB)/8, $0x000000000f0e0d0c
DATA front<>+192(SB)/8, $0x0f0e0d0c0b0a0908
DATA front<>+200(SB)/8, $0x0000000000000000
DATA front<>+208(SB)/8, $0x0b0a090803020100
DATA front<>+216(SB)/8, $0x000000000f0e0d0c
DATA front<>+224(SB)/8, $0x0b0a090807060504
DATA front<>+232(SB)/8, $0x000000000f0e0d0c
DATA front<>+240(SB)/8, $0x0706050403020100
DATA front<>+248(SB)/8, $0x0f0e0d0c0b0a0908
GLOBL front<>(SB), RODATA|NOPTR, $256

// func positionsBMI(words *uint64, n int, pos *uint32) int
// Writes to pos where n words have bits, counted from the first word's, and returns how many there were. Up to three more
// entries are overwritten.
TEXT ·positionsBMI(SB), NOSPLIT, $0-32
	MOVQ words+0(FP), SI
	MOVQ n+8(FP), CX
	MOVQ pos+16(FP), DI
	MOVQ DI, R8
	XORL R9, R9 // position of the word's first bit
	TESTQ CX, CX
	JZ   done

word:
	MOVQ (SI), AX
	TESTQ AX, AX
	JZ   next
	POPCNTQ AX, R10
	MOVQ DI, R11
	LEAQ (DI)(R10*4), DI

four:
	TZCNTQ AX, R12
	ADDL R9, R12
	MOVL R12, 0(R11)
	BLSRQ AX, AX
	TZCNTQ AX, R12
	ADDL R9, R12
	MOVL R12, 4(R11)
	BLSRQ AX, AX
	TZCNTQ AX, R12
	ADDL R9, R12
	MOVL R12, 8(R11)
	BLSRQ AX, AX
	TZCNTQ AX, R12
	ADDL R9, R12
	MOVL R12, 12(R11)
	ADDQ $16, R11
	BLSRQ AX, AX
	JNZ  four

next:
	ADDQ $8, SI
	ADDL $64, R9
	DECQ CX
	JNZ  word

done:
	SUBQ R8, DI
	SHRQ $2, DI
	MOVQ DI, ret+24(FP)
	RET

// func probeAVX2(src *byte, pos *uint32, n int, names *uint32, cues, table *byte, cueShift, shift uint) (kept, named int)
// Hashes the words at n positions of src, four at a time. It keeps in pos those that the filter cues may hold, and writes to
// names those with a capital that the filter table may hold, or whose letters run into a byte of 0x80 or above. n is a multiple
// of four and at least four; eight bytes are read at each position. Up to three more entries of names are overwritten.
// Registers: SI text, DI positions to read, R8 to write, R10 names, CX left, DX cues, BX table, X9 and X8 their shifts.
TEXT ·probeAVX2(SB), NOSPLIT, $0-80
	MOVQ src+0(FP), SI
	MOVQ pos+8(FP), DI
	MOVQ n+16(FP), CX
	MOVQ names+24(FP), R10
	MOVQ cues+32(FP), DX
	MOVQ table+40(FP), BX
	MOVQ cueShift+48(FP), X9
	MOVQ shift+56(FP), X8
	VPBROADCASTQ hc<>+0(SB), Y10
	VPBROADCASTQ hc<>+8(SB), Y11
	VPBROADCASTQ hc<>+16(SB), Y12
	VPBROADCASTQ hc<>+24(SB), Y13
	VPBROADCASTQ hc<>+48(SB), Y14
	VPBROADCASTQ hc<>+56(SB), Y15
	LEAQ front<>(SB), R13
	MOVQ DI, R8
	MOVQ DI, R9
	MOVQ R10, R11

loop:
	VMOVDQU (DI), X0
	VPCMPEQD Y2, Y2, Y2
	VPXOR Y1, Y1, Y1
	VPGATHERDQ Y2, (SI)(X0*1), Y1
	// letters in lower case up to the first other byte
	VPOR Y10, Y1, Y2
	VPADDB Y11, Y2, Y3
	VPMINUB Y12, Y3, Y4
	VPCMPEQB Y4, Y3, Y3    // ff where a letter
	VPANDN Y13, Y3, Y3     // sign bits where none
	VPXOR Y5, Y5, Y5
	VPSUBQ Y3, Y5, Y4
	VPAND Y3, Y4, Y3       // the first of them
	VPAND Y3, Y1, Y7       // set when that byte is 0x80 or above
	VPSRLQ $7, Y3, Y3
	VPSUBQ Y15, Y3, Y3
	VPAND Y3, Y2, Y2
	// multiply with k1, low 64 bits
	VPSRLQ $32, Y2, Y3
	VPXOR Y3, Y2, Y2
	VPBROADCASTQ hc<>+32(SB), Y6
	VPMULUDQ Y6, Y3, Y4    // upper half by lower
	VPBROADCASTQ hc<>+40(SB), Y3
	VPMULUDQ Y3, Y2, Y3
	VPADDQ Y3, Y4, Y4
	VPSLLQ $32, Y4, Y4
	VPMULUDQ Y6, Y2, Y2
	VPADDQ Y4, Y2, Y2
	VPSRLQ $29, Y2, Y3
	VPXOR Y3, Y2, Y2       // the hash
	// its two bits of a word
	VPAND Y14, Y2, Y3
	VPSLLVQ Y3, Y15, Y3
	VPSRLQ $6, Y2, Y4
	VPAND Y14, Y4, Y4
	VPSLLVQ Y4, Y15, Y4
	VPOR Y4, Y3, Y3
	// the words of cues
	VPSRLQ X9, Y2, Y6
	VPCMPEQD Y5, Y5, Y5
	VPXOR Y4, Y4, Y4
	VPGATHERQQ Y5, (DX)(Y6*8), Y4
	VPANDN Y3, Y4, Y4      // bits that are missing
	VPXOR Y5, Y5, Y5
	VPCMPEQQ Y5, Y4, Y4
	VMOVMSKPD Y4, AX
	POPCNTL AX, R12
	SHLL $4, AX
	VPSHUFB (R13)(AX*1), X0, X4
	// the words of capitals: 'A' to 'Z' in the first byte
	VPBROADCASTQ hc<>+64(SB), Y6
	VPAND Y6, Y1, Y1
	VPBROADCASTQ hc<>+72(SB), Y6
	VPSUBQ Y6, Y1, Y1
	VPBROADCASTQ hc<>+80(SB), Y6
	VPCMPGTQ Y1, Y6, Y6    // 26 above it
	VPCMPGTQ Y1, Y5, Y1    // zero above it
	VPANDN Y6, Y1, Y1
	VPSRLQ X8, Y2, Y2
	VMOVDQA Y1, Y5
	VPXOR Y6, Y6, Y6
	VPGATHERQQ Y5, (BX)(Y2*8), Y6
	VPANDN Y3, Y6, Y6
	VPXOR Y5, Y5, Y5
	VPCMPEQQ Y5, Y6, Y6    // nothing missing
	VPSUBQ Y7, Y5, Y7
	VPOR Y7, Y7, Y7
	VPCMPEQQ Y5, Y7, Y3    // not open
	VPCMPEQD Y2, Y2, Y2
	VPXOR Y2, Y3, Y3       // open
	VPOR Y3, Y6, Y6
	VPAND Y1, Y6, Y6
	VMOVDQU X4, (R8)
	LEAQ (R8)(R12*4), R8
	VMOVMSKPD Y6, AX
	TESTL AX, AX
	JZ   none
	POPCNTL AX, R12
	SHLL $4, AX
	VPSHUFB (R13)(AX*1), X0, X4
	VMOVDQU X4, (R10)
	LEAQ (R10)(R12*4), R10

none:
	ADDQ $16, DI
	SUBQ $4, CX
	JNZ  loop
	SUBQ R9, R8
	SHRQ $2, R8
	MOVQ R8, kept+64(FP)
	SUBQ R11, R10
	SHRQ $2, R10
	MOVQ R10, named+72(FP)
	VZEROUPPER
	RET
