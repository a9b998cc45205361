# SPDX-License-Identifier: Apache-2.0
"""Luck for NumPy, whole arrays at a time.

Addressed: Philox4x32-10 at the address that the model gives to every decision, so that a history is the engine's to rounding.
Native: NumPy's fastest generator; the address serves for its shape only.

Every draw names the decision (month, group, word) and, as arrays that are broadcast together, the entities and the histories.
"""

import numpy as np

ACT, DYAD, POLITY, LOYALTY, FLASHPOINT, ACCIDENT, FALSE_ALARM, PRINCIPAL = range(1, 9)
LOW, HALF = np.uint64(0xFFFFFFFF), np.uint64(32)


def philox(a, b, c, d, seed):
    """Counters as arrays of 64-bit numbers below 2^32, broadcast together."""
    k, l = seed & 0xFFFFFFFF, seed >> 32
    for _ in range(10):
        left, right = np.uint64(0xD2511F53) * a, np.uint64(0xCD9E8D57) * c
        a, b, c, d = (right >> HALF) ^ b ^ np.uint64(k), right & LOW, (left >> HALF) ^ d ^ np.uint64(l), left & LOW
        k, l = k + 0x9E3779B9 & 0xFFFFFFFF, l + 0xBB67AE85 & 0xFFFFFFFF
    return a, b, c, d


class Addressed:
    def __init__(self, seed, dtype):
        self.seed, self.dtype = seed, dtype

    def words(self, month, group, names, histories):
        place = np.uint64(month + 65536 * group)
        return philox(histories.astype(np.uint64), place, names & LOW, names >> HALF, self.seed)

    def scaled(self, word):
        return ((word >> np.uint64(8)) * 2.0**-24).astype(self.dtype)

    def uniform(self, month, group, word, names, histories):
        return self.scaled(self.words(month, group, names, histories)[word])

    def normal(self, month, group, word, names, histories):
        words = self.words(month, group, names, histories)
        return np.sqrt(-2 * np.log(1 - self.scaled(words[word]))) * np.cos(2 * np.pi * self.scaled(words[word + 1]))


class Native:
    def __init__(self, seed, dtype):
        self.generator, self.dtype = np.random.Generator(np.random.SFC64(seed)), dtype

    def uniform(self, month, group, word, names, histories):
        return self.generator.random(np.broadcast_shapes(names.shape, histories.shape), self.dtype)

    def normal(self, month, group, word, names, histories):
        return self.generator.standard_normal(np.broadcast_shapes(names.shape, histories.shape), self.dtype)
