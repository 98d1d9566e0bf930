/** The generator of `core/random.ts`, written in Python. */
import { code, type Part } from './part.ts';

/**
 * xoroshiro128+ from two halves of 64 bits, with the jump polynomial of its authors, which goes 2^64 numbers further. Numbers
 * are made of it as pure-rand does: 53 bits of two outputs, and whole numbers by rejection.
 */
export const randomCode: Part = {
  imports: ['import math'],
  code: code(`
class Random:
    """The generator of the run: xoroshiro128+ (Blackman and Vigna 2018), its lower 32 bits."""

    def __init__(self, seed, stream=0):
        self.s0, self.s1 = ~seed & (2**64 - 1), seed << 32
        for _ in range(stream + 1):
            self.jump()

    def bits(self):
        """The next 32 bits."""
        result = (self.s0 + self.s1) & 0xFFFFFFFF
        both = self.s0 ^ self.s1
        self.s0 = ((self.s0 << 24 | self.s0 >> 40) ^ both ^ both << 16) & (2**64 - 1)
        self.s1 = (both << 37 | both >> 27) & (2**64 - 1)
        return result

    def jump(self):
        """Goes 2**64 numbers further, so that streams of one seed don't overlap."""
        s0 = s1 = 0
        for bit in range(128):
            if 0x170865DF4B3201FCDF900294D8F554A5 >> bit & 1:
                s0, s1 = s0 ^ self.s0, s1 ^ self.s1
            self.bits()
        self.s0, self.s1 = s0, s1

    def uniform(self):
        """Uniform in [0, 1)."""
        return (self.bits() & 0x3FFFFFF) * 2.0**-26 + (self.bits() & 0x7FFFFFF) * 2.0**-53

    def normal(self):
        """Standard normal (Box and Muller 1958)."""
        radius = math.sqrt(-2 * math.log(1 - self.uniform()))
        return radius * math.cos(2 * math.pi * self.uniform())

    def below(self, count):
        """Uniform among 0 ... count - 1."""
        number = self.bits() ^ 0x80000000
        while number >= 2**32 // count * count:
            number = self.bits() ^ 0x80000000
        return number % count

    def shuffle(self, items):
        """Puts a list into random order (Fisher and Yates)."""
        for last in range(len(items) - 1, 0, -1):
            other = self.below(last + 1)
            items[last], items[other] = items[other], items[last]
`),
};
