#!/usr/bin/env python3
"""Grey strips with the numbers of frames 0 to COUNT - 1 as bar codes, raw, on standard output: barcode.py COUNT WIDTH HEIGHT.

20 cells across: white, black, 16 bits of the number from the highest, the number's count of ones modulo 4 in two bits. xwatch.c reads them.
"""
import sys

count, width, height = (int(word) for word in sys.argv[1:4])
cell = width // 20
for number in range(count):
    ones = bin(number).count("1") & 3
    bits = [1, 0] + [(number >> (15 - bit)) & 1 for bit in range(16)] + [ones >> 1, ones & 1]
    sys.stdout.buffer.write(b"".join((b"\xff" if bit else b"\0") * cell for bit in bits) * height)
