# SPDX-License-Identifier: Apache-2.0
"""Luck for Python objects, one number at a time.

Addressed: Philox4x32-10 at the address that the model gives to every decision, so that a history is the engine's to rounding.
Native: Python's own generator, which is what one would use without a reason not to.
"""

import math
import random

ACT, DYAD, POLITY, LOYALTY, FLASHPOINT, ACCIDENT, FALSE_ALARM, PRINCIPAL = range(1, 9)
LOW = 0xFFFFFFFF


def philox(counter, key):
    a, b, c, d = counter
    k, l = key
    for _ in range(10):
        left, right = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b, c, d = (right >> 32) ^ b ^ k, right & LOW, (left >> 32) ^ d ^ l, left & LOW
        k, l = k + 0x9E3779B9 & LOW, l + 0xBB67AE85 & LOW
    return a, b, c, d


class Addressed:
    def __init__(self, seed, history):
        self.key = seed & LOW, seed >> 32
        self.history = history
        self.blocks = {}

    def uniform(self, month, group, entity, word):
        address = month, group, entity
        if address not in self.blocks:
            self.blocks[address] = philox((self.history, month + 65536 * group, entity & LOW, entity >> 32), self.key)
        return (self.blocks[address][word] >> 8) * 2.0**-24

    def normal(self, month, group, entity, word):
        radius = math.sqrt(-2 * math.log(1 - self.uniform(month, group, entity, word)))
        return radius * math.cos(2 * math.pi * self.uniform(month, group, entity, word + 1))


class Native:
    def __init__(self, seed, history):
        self.generator = random.Random(seed * 1_000_003 + history)

    def uniform(self, month, group, entity, word):
        return self.generator.random()

    def normal(self, month, group, entity, word):
        return self.generator.gauss(0.0, 1.0)
