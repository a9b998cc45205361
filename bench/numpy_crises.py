# SPDX-License-Identifier: Apache-2.0
"""Crises of the NumPy baseline: those of a month, of all histories, as one list that is settled at once (model 3.6).

Few histories have a crisis in a month, so what follows is done on arrays as long as that list, in double precision.
"""

import numpy as np

import numpy_draws as draws
from numpy_functions import log_logistic, logistic, where

RUNGS = 5
CHALLENGER_YIELDS, DEFENDER_YIELDS, CONTROL_LOST = range(3)


class Crises:
    """Columns over the crises of a month; `at` is each one's position among the histories of the batch."""

    def __init__(self, world):
        self.world, self.parts = world, []
        self.from_threats()
        self.from_flashpoints()
        self.from_accidents()
        columns = list(zip(*self.parts))
        self.at, self.challenger, self.defender = (np.concatenate(column).astype(np.intp) for column in columns[:3])
        self.stake, self.outcome_draw, self.nuclear_draw = (np.concatenate(column).astype(float) for column in columns[3:])

    def add(self, at, challenger, defender, stake, group, names, word):
        """Challenger, defender, stake and name: one for each crisis, or one for all."""
        world = self.world
        names, histories = np.broadcast_to(names, at.shape), world.histories[at]
        outcome, nuclear = (world.luck.uniform(world.month, group, word + more, names, histories) for more in (0, 1))
        self.parts.append((at, *(np.broadcast_to(x, at.shape) for x in (challenger, defender, stake)), outcome, nuclear))

    def from_threats(self):
        world = self.world
        k, l, at = where((world.act == world.named.threaten) & ~world.own)
        leader = world.bloc[l, at]
        self.add(at, world.principals[k], np.where(leader >= 0, leader, l), 0.0, draws.ACT, world.dyad_hash[k, l], 2)

    def from_flashpoints(self):
        world = self.world
        for place in world.case.flashpoints:
            if not place.first <= world.month <= place.last:
                continue
            c, d = place.challenger, place.defender
            held = [world.hostility[world.slot[i], j] for i, j in ((c, d), (d, c)) if world.slot[i] >= 0]
            tension = sum(held) / len(held) if held else world.p.H_other
            name = np.array([place.hash], np.uint64)
            fires = world.luck.uniform(world.month, draws.FLASHPOINT, 0, name, world.histories) < world.within_a_month(place.rate * tension)
            fires &= (world.bloc[c] < 0) | (world.bloc[c] != world.bloc[d])
            if place.only_if.system >= 0:
                fires &= world.system[place.only_if.polity] == place.only_if.system
            if place.only_if.bloc >= 0:
                fires &= world.bloc[place.only_if.polity] == place.only_if.bloc
            self.add(np.flatnonzero(fires), c, d, place.stake, draws.FLASHPOINT, name, 1)

    def from_accidents(self):
        """Accidents, and false alarms, which need no crisis."""
        world, p = self.world, self.world.p
        self.spared_war, self.spared_nuclear_use = np.ones(world.count), np.ones(world.count)
        for number, pair in enumerate(world.case.pairs):
            a, b, name = pair.first, pair.second, np.array([pair.hash], np.uint64)
            exposed = world.active[world.slot[a]] & world.active[world.slot[b]] & (world.warheads[a] >= 1) & (world.warheads[b] >= 1)
            alert = world.alert[number]
            rate = p.rate_acc * (1 + p.alert_acc * alert)
            fires = world.luck.uniform(world.month, draws.ACCIDENT, 0, name, world.histories) < world.within_a_month(rate)
            at = np.flatnonzero(fires & exposed)
            first = world.luck.uniform(world.month, draws.ACCIDENT, 1, np.broadcast_to(name, at.shape), world.histories[at]) < 0.5
            self.add(at, np.where(first, a, b), np.where(first, b, a), 0.0, draws.ACCIDENT, name, 2)

            chance = np.where(exposed, -np.expm1(-p.rate_fa / 12 * alert.astype(float)), 0.0)
            happens = world.luck.uniform(world.month, draws.FALSE_ALARM, 0, name, world.histories) < chance
            self.spared_nuclear_use *= 1 - chance
            world.nuclear_use |= happens
            if world.are_superpowers(a, b):
                self.spared_war *= 1 - chance
                world.superpower_war |= happens

    def resolve(self, i, j, defends, danger_weight, public_weight):
        """Log-odds that i holds against j, a row for each rung."""
        world, p, at = self.world, self.world.p, self.at

        def patron(x, y):
            """Position of x's patron where it counts, and whether it does."""
            leader = world.bloc[x, at]
            return np.maximum(leader, 0), (leader >= 0) & (leader != x) & (leader != y)

        behind_i, counts_i = patron(i, j)
        behind_j, counts_j = patron(j, i)
        ours = world.spending[i, at] + np.where(counts_i, p.chi_x * world.spending[behind_i, at], 0.0)
        theirs = world.spending[j, at] + np.where(counts_j, p.chi_x * world.spending[behind_j, at], 0.0)
        surviving = world.surviving[j, at] + np.where(counts_j, p.chi_x * world.surviving[behind_j, at], 0.0)
        share = ours / (ours + theirs)
        danger = p.V_c * (1 - share) + p.V_n * (1 - np.exp(-surviving / p.W_0))
        slot = world.slot[i]
        hostility = np.where(slot >= 0, world.hostility[slot, j, at], p.H_other)
        resolve = (p.res_0 + p.res_D * defends + p.res_M * (share - 0.5) + p.res_H * hostility + world.reputation[i, at] + self.stake
                   - p.u_c * public_weight * world.peace[i, at] * world.open[i, 0])
        return resolve - p.v_c * np.multiply.outer(world.lost_control, danger_weight * danger)

    def stance(self, i):
        """Weights on danger and on the public."""
        world, slot = self.world, self.world.slot[i]
        acts = (slot >= 0) & world.active[slot, self.at]
        danger, public = (np.array([getattr(doctrine.weights, name) for doctrine in world.doctrine]) for name in ("danger", "public"))
        return np.where(acts, danger[slot], world.p.dng_0), np.where(acts, public[slot], world.p.pub_0)

    def settle(self):
        world, p, at, c, d = self.world, self.world.p, self.at, self.challenger, self.defender
        hold_c = logistic(self.resolve(c, d, False, *self.stance(c)))
        hold_d = logistic(self.resolve(d, c, True, *self.stance(d)))
        lost = world.lost_control[:, None]
        goes_on = np.cumprod(hold_c * hold_d * (1 - lost), axis=0)
        reached = np.concatenate([np.ones((1, at.size)), goes_on[:-1]])
        ends = np.stack([reached * (1 - hold_c), reached * hold_c * (1 - hold_d), reached * hold_c * hold_d * lost], axis=1)
        cumulated = np.cumsum(ends.reshape(3 * RUNGS, -1), axis=0)
        end = np.minimum((cumulated <= self.outcome_draw).sum(axis=0), 3 * RUNGS - 1)
        self.rung, self.end = end // 3 + 1, end % 3

        war = ends[:, CONTROL_LOST].sum(axis=0)
        warheads_c, warheads_d = world.warheads[c, at], world.warheads[d, at]
        nuclear = p.nu_max * (1 - np.exp(-(warheads_c + warheads_d) / p.W_nu))
        nuclear = np.where(np.minimum(warheads_c, warheads_d) >= 1, nuclear, p.nu_lim * nuclear)
        superpowers = world.are_superpowers(c, d)
        np.multiply.at(self.spared_nuclear_use, at, 1 - war * nuclear)
        np.multiply.at(self.spared_war, at[superpowers], 1 - war[superpowers])
        world.chance_of_war += 1 - self.spared_war
        world.chance_of_nuclear_use += 1 - self.spared_nuclear_use

        tally = world.tally
        np.add.at(tally["crises"], at[superpowers], 1)
        np.maximum.at(tally["highest_rung"], at[superpowers], self.rung[superpowers])
        np.add.at(tally["crises_superpower"], at[world.is_superpower[c] | world.is_superpower[d]], 1)
        wars = self.end == CONTROL_LOST
        np.add.at(tally["limited_wars"], at[wars & ~superpowers], 1)
        world.superpower_war[at[wars & superpowers]] = True
        world.nuclear_use[at[wars & (self.nuclear_draw < nuclear)]] = True

    def evidence_of(self, i, j, challenges):
        """Of i's decisions against j: log-likelihood of a revisionist's over a security seeker's."""
        case = self.world.case
        r, s = (self.resolve(i, j, not challenges, mind.weights.danger, mind.weights.public)
                for mind in (case.revisionist, case.security_seeker))
        yields = self.end == (CHALLENGER_YIELDS if challenges else DEFENDER_YIELDS)
        not_asked_last = np.zeros_like(yields) if challenges else self.end == CHALLENGER_YIELDS
        rung = np.arange(RUNGS)[:, None]
        holds = rung < self.rung - (yields | not_asked_last)
        last = yields & (rung == self.rung - 1)
        held, yielded = log_logistic(r) - log_logistic(s), log_logistic(-r) - log_logistic(-s)
        return np.where(holds, held, np.where(last, yielded, 0.0)).sum(axis=0)

    def lessons(self):
        """What crises add to evidence and to the memory of acts (observer, observed, history), to alert, and who yielded how often."""
        world, at = self.world, self.at
        size = len(world.principals)
        evidence, memory = np.zeros((2, size, size, world.count))
        alarm, yielded = np.zeros((len(world.case.pairs), world.count)), np.zeros((len(world.slot), world.count))
        for end, who in ((CHALLENGER_YIELDS, self.challenger), (DEFENDER_YIELDS, self.defender)):
            np.add.at(yielded, (who[self.end == end], at[self.end == end]), 1)
        c, d = world.slot[self.challenger], world.slot[self.defender]
        both = (c >= 0) & (d >= 0) & world.active[c, at] & world.active[d, at]
        height = self.rung / RUNGS
        for i, j, a, b, challenges in ((self.challenger, self.defender, c, d, True), (self.defender, self.challenger, d, c, False)):
            place = b[both], a[both], at[both]
            np.add.at(evidence, place, world.p.sal_crisis * self.evidence_of(i, j, challenges)[both])
            np.add.at(memory, place, world.p.e_crisis * height[both])
        np.add.at(alarm, (world.pair_of[c[both], d[both]], at[both]), height[both])
        return evidence, memory, alarm, yielded
