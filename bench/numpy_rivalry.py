# SPDX-License-Identifier: Apache-2.0
"""Arrays of many histories, and what principals do to one another in a month: steps 1 to 5 of the schedule, without crises.

The rest of the month, and what this baseline is, stand in numpy_model.py.
"""

import numpy as np

import numpy_draws as draws
from numpy_functions import fold, logistic, where

STEP = 1 / 12
COUNTS = ("crises", "crises_superpower", "highest_rung", "limited_wars", "threats", "subversions", "threats_by_rivals",
          "interventions_own_bloc", "interventions_elsewhere", "promises_broken")


class Rivalry:
    """The state of a batch of histories, the history as the last axis, and the part of the month in which principals act."""

    def __init__(self, case, arm, luck, histories, dtype):
        self.case, self.p, self.named, self.luck, self.dtype = case, case.parameters, case.act, luck, dtype
        self.histories, self.count = histories, histories.size
        self.question_doctrine = case.doctrines[getattr(case.arms, arm)]
        n, size, systems = len(case.polities), len(case.principals), len(case.systems)

        def column(name, dtype=dtype):
            return np.array([getattr(polity, name) for polity in case.polities], dtype)[:, None]

        def everywhere(values, dtype=dtype):
            values = np.asarray(values, dtype)
            return np.repeat(values[..., None], self.count, axis=-1)

        self.open, self.mu, self.sigma, self.prominence = (column(name) for name in ("open", "mu", "sigma", "prominence"))
        self.k, self.g, self.first_burden, self.militancy = (column(name) for name in ("k", "g", "burden", "militancy"))
        self.is_principal, self.can_be_principal = column("is_principal", bool), column("can_be_principal", bool)
        regions = column("region", int)[:, 0]
        self.regions = [np.flatnonzero(regions == region) for region in np.unique(regions)]
        self.polity_hash, self.dyad_hash = column("hash", np.uint64), np.array(case.dyad_hash, np.uint64)
        self.principals = np.array(case.principals)
        self.slot = np.full(n + 1, -1)  # position among the principals; the last entry is that of no bloc
        self.slot[self.principals] = np.arange(size)
        self.slot = self.slot[:n]
        self.is_superpower = np.isin(np.arange(n), case.superpowers)
        self.pair_of = np.zeros((size, size), int)
        for number, pair in enumerate(case.pairs):
            a, b = self.slot[[pair.first, pair.second]]
            self.pair_of[a, b] = self.pair_of[b, a] = number
        self.effects, self.severity, self.seen_chance, self.salience = (
            np.array([getattr(act, name) for act in case.acts], dtype) for name in ("e", "severity", "seen", "salience"))
        self.distance, self.challenger_of = np.array(case.distance, dtype), np.array(case.challenger)
        self.pole = np.array(case.pole)
        self.reach, self.belief_prior = np.array(case.reach, dtype)[..., None], np.array(case.belief_prior, dtype)
        self.first_distrust, self.worst_threat = np.array(case.distrust, dtype), np.array(case.worst_threat, dtype)[:, None]
        self.lost_control = np.array([getattr(case.parameters, f"eps_{rung}") for rung in range(1, 6)])

        self.system, self.bloc = everywhere(column("system")[:, 0], int), everywhere(column("bloc")[:, 0], int)
        self.output, self.spending, self.unrest, self.peace = (everywhere(column(name)[:, 0]) for name in ("Y", "M", "R", "P"))
        self.loyalty = everywhere(column("loyalty")[:, 0])
        self.loyalty_rest = self.loyalty.copy()
        self.plan, self.help, self.reputation = everywhere(np.ones(n)), everywhere(np.zeros(n)), everywhere(np.zeros(n))
        self.growth_mean = everywhere(np.full((systems, n), case.mean_growth))
        self.growth_variance = everywhere(np.full((systems, n), case.parameters.m_sd0**2))
        self.hostility, self.belief = everywhere(case.hostility), everywhere(case.belief)
        self.recent, self.record = everywhere(np.zeros((size, size))), everywhere(np.zeros(size))
        self.alert = everywhere(np.zeros(len(case.pairs)))
        self.split_month, self.own_bloc_since = everywhere(np.full(n, -1), int), everywhere(np.full(size, -1), int)
        self.superpower_war, self.nuclear_use, self.bloc_split = (np.zeros(self.count, bool) for _ in range(3))
        self.chance_of_war, self.chance_of_nuclear_use = np.zeros(self.count), np.zeros(self.count)
        self.revolutions, self.reforms = everywhere(np.zeros(systems), int), everywhere(np.zeros(systems), int)
        self.tally = {name: np.zeros(self.count, int) for name in COUNTS}
        self.doctrine = [None] * size
        for entry in case.adoptions:
            if entry.month <= 0:
                self.doctrine[self.slot[entry.polity]] = case.doctrines[entry.doctrine]

    def within_a_month(self, rate):
        """Chance of an event; what a difference from 1 loses in single precision, a draw of 24 bits does not hold either."""
        return 1 - np.exp(-STEP * rate)

    def are_superpowers(self, a, b):
        return self.is_superpower[a] & self.is_superpower[b] & (a != b)

    def others(self, k):
        """The principals beside one, by their positions."""
        return [j for j in range(len(self.principals)) if j != k]

    # Step 1
    def dated_history(self):
        case, p = self.case, self.p
        for mood in case.moods:
            if mood.month == self.month and mood.is_unrest:
                self.unrest[mood.polity] = fold(self.unrest[mood.polity] + mood.value)
                if self.is_principal[mood.polity]:
                    np.minimum(self.unrest[mood.polity], 0.49, out=self.unrest[mood.polity])
            elif mood.month == self.month:
                self.militancy[mood.polity] = mood.value
        for succession in case.successions:
            j = self.slot[succession.polity]
            if succession.month == self.month and j >= 0:
                for k in self.others(j):
                    self.belief[k, j] += p.zeta * (self.belief_prior[k, j] - self.belief[k, j])
        for entry in case.adoptions:
            if entry.month == self.month and self.month > 0:
                self.adopt(entry.polity, case.doctrines[entry.doctrine])
        if self.month == case.adopt:
            self.adopt(case.actor, self.question_doctrine)

    def adopt(self, i, doctrine):
        k = self.slot[i]
        before, self.doctrine[k] = self.doctrine[k], doctrine
        gap_before, gap = (np.maximum(0, self.militancy - each.militancy) for each in (before, doctrine))
        betrayed = self.bloc == i
        betrayed[i] = False
        self.loyalty -= np.where(betrayed, self.p.l_bet * np.maximum(gap - gap_before, 0), 0).astype(self.dtype)

    # What several steps read, as the last month left it.
    def take_stock(self):
        case, p = self.case, self.p
        n = np.arange(len(case.polities))[:, None]
        self.warheads = np.array(case.warheads[self.month], self.dtype)[:, None] * self.plan
        self.surviving = np.array(case.surviving[self.month], self.dtype)[:, None] * self.warheads
        self.burden = self.spending / self.output
        self.aligned, self.leads = self.bloc >= 0, self.bloc == n
        self.leader = np.where(self.aligned, self.slot[self.bloc], 0)  # the bloc's, among the principals
        self.active = self.bloc[self.principals] == self.principals[:, None]
        self.own = self.bloc == self.principals[:, None, None]
        self.rival = self.aligned & ~self.own
        self.cell = self.leader * self.count + np.arange(self.count)
        self.distrust, self.memory = np.empty_like(self.hostility), np.empty_like(self.hostility)
        attention = np.where(self.leads, 1, p.omega_l).astype(self.dtype)
        for k in range(len(self.principals)):
            doubt = np.where(self.own[k], -self.loyalty, self.of_leader(self.belief[k]))
            self.distrust[k] = np.where(self.aligned, logistic(doubt), p.p_na)
            self.memory[k] = self.rival[k] * attention * self.of_leader(self.recent[k])
        self.far = np.stack([np.take(self.distance[self.system[i, 0]], self.system) for i in self.principals])  # these keep their systems

        threats = np.zeros((len(self.principals), self.count), self.dtype)
        for k, i in enumerate(self.principals):
            for j in self.others(k):
                if self.system[self.principals[j], 0] != self.system[i, 0]:
                    np.maximum(threats[k], np.where(self.active[j], self.surviving[self.principals[j]], 0), out=threats[k])
        threats = 1 - np.exp(-threats / p.W_0)
        a, b = self.slot[case.superpowers]
        danger = np.where(self.aligned, self.of_leader(threats), 0.5 * np.maximum(threats[a], threats[b]))
        self.fear = 1 - np.exp(-(p.fear_V * danger + p.fear_A * self.alert[self.pair_of[a, b]]))

    def of_leader(self, values):
        """For every polity the value of its bloc's leader, from an array [principal, history]."""
        return np.ascontiguousarray(values).ravel().take(self.cell)

    # Step 2
    def choose_acts(self):
        self.act = np.full(self.hostility.shape, self.named.normal, np.int8)
        self.seen = self.act.copy()
        self.evidence = np.zeros_like(self.hostility)  # log-likelihood of a revisionist's over a security seeker's, by occasion
        mobilised = self.peace * self.open
        for k in range(len(self.principals)):
            at = np.flatnonzero(self.active[k])
            if at.size == self.count:
                at = slice(None)
            elif at.size == 0:
                continue
            act, seen, evidence = self.acts_of(k, at, mobilised)
            self.act[k, :, at], self.seen[k, :, at], self.evidence[k, :, at] = (
                (act, seen, evidence) if isinstance(at, slice) else (act.T, seen.T, evidence.T))
        self.count_acts()

    def acts_of(self, k, at, mobilised):
        """One principal's acts toward everybody in some histories: what it does, what is seen, what that tells."""
        p, named, doctrine, i = self.p, self.named, self.doctrine[k], self.principals[k]
        histories, own = self.histories[at], self.own[k][:, at]
        situation = self.situation(k, at, mobilised)
        toward = self.memory[k][:, at], self.distrust[k][:, at], self.hostility[k][:, at]

        odds = self.act_odds(doctrine, doctrine, toward, situation)
        draw = self.luck.uniform(self.month, draws.ACT, 0, self.dyad_hash[k][:, None], histories) * odds.sum(axis=0)
        act, cumulated = np.zeros(draw.shape, np.int8), np.zeros_like(draw)
        for each in odds[:-1]:
            cumulated += each
            act += cumulated <= draw
        act[(act == named.force) & (odds[named.force] == 0)] = named.normal  # by rounding
        demonstrated = self.demonstrations(k, histories)
        for target, happens in demonstrated:
            act[target, happens] = named.accommodate
        act[i] = named.normal  # toward itself it does nothing

        seen = act.copy()
        target, place = where((self.seen_chance < 1).take(act))
        chance = self.seen_chance[act[target, place]]
        hidden = self.luck.uniform(self.month, draws.ACT, 1, self.dyad_hash[k][target], histories[place]) >= chance
        seen[target[hidden], place[hidden]] = named.normal

        cell = seen.astype(np.intp) * seen.size + np.arange(seen.size).reshape(seen.shape)
        as_revisionist, as_security_seeker = (self.chance_seen(self.act_odds(mind, doctrine, toward, situation), cell)
                                              for mind in (self.case.revisionist, self.case.security_seeker))
        evidence = np.log(as_revisionist / as_security_seeker)
        if (self.salience != 1).any():
            evidence *= self.salience[seen]
        for target, happens in demonstrated:
            evidence[target, happens] *= p.sal_demo
        evidence[i] = 0
        return act, seen, evidence

    def situation(self, k, at, mobilised):
        """Stake, danger, unrest, availability of force, scope of promises, own public, as 3.2 defines them."""
        p, i = self.p, self.principals[k]
        own, rival = self.own[k][:, at], self.rival[k][:, at]
        behind = self.dtype(p.chi_x) * (rival & ~self.leads[:, at])
        forces = self.spending[:, at] + behind * self.of_leader(self.spending[self.principals])[:, at]
        retaliation = self.surviving[:, at] + behind * self.of_leader(self.surviving[self.principals])[:, at]
        share = self.spending[i, at] / (self.spending[i, at] + forces)
        danger = p.V_c * (1 - share) + p.V_n * (1 - np.exp(retaliation * (-1 / p.W_0)))
        stake = ~own * share * self.far[k][:, at]
        unrest = own * np.clip((self.unrest[:, at] - p.R_a) * (1 / (p.R_b - p.R_a)), 0, 1)
        force = ~rival * self.reach[k]
        scope = 1 - own * self.dtype(1 - self.doctrine[k].scope_own)
        return stake, danger, unrest, force, scope, mobilised[i, at]

    def chance_seen(self, odds, cell):
        for a in np.flatnonzero(self.seen_chance < 1):
            odds[self.named.normal] += (1 - self.seen_chance[a]) * odds[a]
            odds[a] *= self.seen_chance[a]
        return odds.ravel().take(cell) / odds.sum(axis=0)

    def act_odds(self, mind, doctrine, toward, situation):
        """exp(utility) of every act to one with this mind; utilities stay within a few dozen, so nothing overflows."""
        case, named, w = self.case, self.named, mind.weights
        memory, distrust, hostility = toward
        stake, danger, unrest, force, scope, mobilised = situation
        toughness = w.reciprocity * memory - w.fear * distrust - w.hostility * hostility
        hostile = toughness + w.public * mobilised
        odds = np.empty((len(case.acts), *stake.shape), self.dtype)
        for a, act in enumerate(case.acts):
            utility = odds[a]
            means = 2 * mind.militancy if a in (named.subvert, named.force) else 1.0
            np.multiply(toughness if act.e >= 0 else hostile, act.e, out=utility)
            utility += act.b - w.cost * act.c
            if act.r:
                utility += (w.gain * act.r * means) * stake
            if act.k:
                utility -= (w.danger * act.k) * danger
            if doctrine.broken[a]:
                utility -= (w.promise * doctrine.broken[a]) * scope
            if a == named.force:
                utility += w.order * unrest
        np.exp(odds, out=odds)
        odds[named.force] *= force
        return odds

    def demonstrations(self, k, histories):
        """Toward whom, and in which histories."""
        case, i, doctrine = self.case, self.principals[k], self.doctrine[k]
        everywhere = np.ones(histories.shape, bool)
        made = {entry.target: everywhere for entry in case.demonstrations if entry.month == self.month and entry.actor == i
                and (entry.doctrine < 0 or case.doctrines[entry.doctrine] is doctrine)}
        target = case.superpowers[1] if i == case.superpowers[0] else case.superpowers[0]
        draw = self.luck.uniform(self.month, draws.PRINCIPAL, 0, self.polity_hash[i], histories)
        made.setdefault(target, draw < self.within_a_month(doctrine.demo_rate))
        return made.items()

    def count_acts(self):
        named, tally = self.named, self.tally
        for k, i in enumerate(self.principals):
            threats = (self.act[k] == named.threaten).sum(axis=0)
            if i != self.case.actor:
                tally["threats_by_rivals"] += threats
                continue
            force = self.act[k] == named.force
            tally["threats"] += threats
            tally["subversions"] += (self.act[k] == named.subvert).sum(axis=0)
            tally["interventions_own_bloc"] += (force & self.own[k]).sum(axis=0)
            tally["interventions_elsewhere"] += (force & ~self.own[k]).sum(axis=0)
            broken = np.array(self.doctrine[k].broken, np.int8)
            if broken.any():
                counted = True if self.doctrine[k].scope_own > 0 else ~self.own[k]
                tally["promises_broken"] += (np.take(broken, self.act[k]) * counted).sum(axis=0)

    # Step 4
    def revise_beliefs(self):
        p = self.p
        evidence, memory, alarm, yielded = (values.astype(self.dtype) for values in self.crises.lessons())
        for j in range(len(self.principals)):
            toward_all = self.evidence[j].sum(axis=0)
            effect = np.take(self.effects, self.seen[j])
            for k in self.others(j):
                i = self.principals[k]
                members = self.own[k].copy()
                members[i] = False
                count = members.sum(axis=0)
                toward_members = (self.evidence[j] * members).sum(axis=0)
                toward_me = self.evidence[j, i]
                evidence[k, j] += toward_me + p.omega_b * toward_members + p.omega_3 * (toward_all - toward_members - toward_me)
                mean = (effect * members).sum(axis=0) / np.maximum(count, 1)
                memory[k, j] += (1 - p.omega_m) * effect[i] + p.omega_m * mean
        self.belief += p.eta * evidence + STEP * p.kappa_B * (self.belief_prior[..., None] - self.belief)
        np.clip(self.belief, -p.B_max, p.B_max, out=self.belief)
        self.recent += STEP * p.lambda_e * (np.clip(memory, -1, 1) - self.recent)
        self.alert = np.clip(self.alert * (1 - STEP * p.rate_alert) + alarm, 0, 3)
        self.reputation = self.reputation * (1 - STEP * p.rep_rate) - p.rep_loss * yielded

    # Step 5
    def change_hostility(self):
        p = self.p
        for k in range(len(self.principals)):
            hostility = self.hostility[k]
            rest = p.h_0 + p.h_D * np.where(self.own[k], 0, self.far[k])
            drift = p.delta_H * (rest - hostility) - p.rho_H * self.memory[k] + p.f_H * (self.distrust[k] - 0.5)
            shock = self.luck.normal(self.month, draws.DYAD, 0, self.dyad_hash[k][:, None], self.histories)
            shock *= p.s_H * STEP**0.5
            self.hostility[k] = fold(hostility + STEP * drift + shock)
