//go:build amd64

#include "textflag.h"

// Hash constants, see Hash: blank bits, 'a' and 'z' as the letter test wants them, sign bits, the multiplier's halves,
// low six bits, one.
DATA hc<>+0(SB)/8, $0x2020202020202020
DATA hc<>+8(SB)/8, $0x9f9f9f9f9f9f9f9f
DATA hc<>+16(SB)/8, $0x1919191919191919
DATA hc<>+24(SB)/8, $0x8080808080808080
DATA hc<>+32(SB)/8, $0x000000007F4A7C15
DATA hc<>+40(SB)/8, $0x000000009E3779B9
DATA hc<>+48(SB)/8, $63
DATA hc<>+56(SB)/8, $1
GLOBL hc<>(SB), RODATA|NOPTR, $64

// func positionsBMI(words *uint64, n int, pos *uint32) int
// Writes to pos where n words have bits, counted from the first word's, clears them and returns how many there were. Up to
// three more entries are overwritten.
TEXT ·positionsBMI(SB), NOSPLIT, $0-32
	MOVQ words+0(FP), SI
	MOVQ n+8(FP), CX
	MOVQ pos+16(FP), DI
	MOVQ DI, R8
	XORL R9, R9 // position of the word's first bit
	XORL R13, R13
	TESTQ CX, CX
	JZ   done

word:
	MOVQ (SI), AX
	TESTQ AX, AX
	JZ   next
	MOVQ R13, (SI)
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

// func probeAVX2(src *byte, pos *uint32, n int, table *byte, shift uint, care uint64) int
// Hashes the words at n positions of src, four at a time, and keeps those that the Bloom filter may hold, or whose letters
// run into a byte of 0x80 or above if care has the sign bits. n is a multiple of four and at least four; eight bytes are
// read at each position. It returns how many were kept.
// Registers: SI text, DI positions to read, R8 positions to write, CX left, DX table, X9 shift, Y8 care.
TEXT ·probeAVX2(SB), NOSPLIT, $0-56
	MOVQ src+0(FP), SI
	MOVQ pos+8(FP), DI
	MOVQ n+16(FP), CX
	MOVQ table+24(FP), DX
	MOVQ shift+32(FP), AX
	MOVQ AX, X9
	VPBROADCASTQ care+40(FP), Y8
	VPBROADCASTQ hc<>+0(SB), Y10
	VPBROADCASTQ hc<>+8(SB), Y11
	VPBROADCASTQ hc<>+16(SB), Y12
	VPBROADCASTQ hc<>+24(SB), Y13
	VPBROADCASTQ hc<>+48(SB), Y14
	VPBROADCASTQ hc<>+56(SB), Y15
	MOVQ DI, R8
	MOVQ DI, R9

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
	VPAND Y3, Y1, Y1       // set when that byte is 0x80 or above
	VPAND Y8, Y1, Y1
	VPSRLQ $7, Y3, Y3
	VPSUBQ Y15, Y3, Y3
	VPAND Y3, Y2, Y2
	// multiply with k1, low 64 bits
	VPSRLQ $32, Y2, Y3
	VPXOR Y3, Y2, Y2
	VPBROADCASTQ hc<>+32(SB), Y6
	VPBROADCASTQ hc<>+40(SB), Y7
	VPMULUDQ Y6, Y3, Y4    // upper half by lower
	VPMULUDQ Y7, Y2, Y3
	VPADDQ Y3, Y4, Y4
	VPSLLQ $32, Y4, Y4
	VPMULUDQ Y6, Y2, Y2
	VPADDQ Y4, Y2, Y2
	VPSRLQ $29, Y2, Y3
	VPXOR Y3, Y2, Y2       // the hash
	// the two bits of mask, in the word of the table
	VPAND Y14, Y2, Y3
	VPSLLVQ Y3, Y15, Y3
	VPSRLQ $6, Y2, Y4
	VPAND Y14, Y4, Y4
	VPSLLVQ Y4, Y15, Y4
	VPOR Y4, Y3, Y3
	VPSRLQ X9, Y2, Y2
	VPCMPEQD Y6, Y6, Y6
	VPXOR Y4, Y4, Y4
	VPGATHERQQ Y6, (DX)(Y2*8), Y4
	VPANDN Y3, Y4, Y3      // bits that are missing
	VPCMPEQQ Y5, Y3, Y3
	VPCMPEQQ Y5, Y1, Y1
	VMOVMSKPD Y3, AX
	VMOVMSKPD Y1, BX
	XORL $15, BX
	ORL  BX, AX
	JZ   none
	// keep the positions whose bit is set
	VMOVD X0, R10
	MOVL R10, (R8)
	MOVL AX, R11
	ANDL $1, R11
	LEAQ (R8)(R11*4), R8
	VPEXTRD $1, X0, R10
	MOVL R10, (R8)
	SHRL $1, AX
	MOVL AX, R11
	ANDL $1, R11
	LEAQ (R8)(R11*4), R8
	VPEXTRD $2, X0, R10
	MOVL R10, (R8)
	SHRL $1, AX
	MOVL AX, R11
	ANDL $1, R11
	LEAQ (R8)(R11*4), R8
	VPEXTRD $3, X0, R10
	MOVL R10, (R8)
	SHRL $1, AX
	LEAQ (R8)(AX*4), R8

none:
	ADDQ $16, DI
	SUBQ $4, CX
	JNZ  loop
	SUBQ R9, R8
	SHRQ $2, R8
	MOVQ R8, ret+48(FP)
	VZEROUPPER
	RET
