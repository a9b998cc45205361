# SPDX-License-Identifier: Apache-2.0
"""The complete model, version 2, as Python objects: one for each polity, one history at a time.

What agent-based modelling in Python looks like.  Double precision, standard library only.  Sections are those of the model's text.
"""

import math
from math import exp, log, sqrt

import baseline
import draws
from objects_rivalry import STEP, Rivalry, fold, logistic, within_a_month


def normal_distribution(x):
    return 0.5 * math.erfc(-x / sqrt(2))


class World(Rivalry):
    def __init__(self, case, arm, luck):
        super().__init__(case, arm, luck)
        self.bloc_split = False
        self.revolutions, self.reforms = [0] * len(case.systems), [0] * len(case.systems)
        self.sums, self.months_averaged, self.fear_at = {}, 0, {}

    def play(self):
        for self.month in range(self.case.months):
            self.dated_history()
            self.take_stock()
            self.choose_acts()
            self.open_crises()
            self.settle_crises()
            self.revise_beliefs()
            self.change_hostility()
            self.arm()
            self.grow()
            self.learn()
            self.revolt()
            self.realign()
            self.mobilise_for_peace()
            self.test_loyalty()
            self.read()
            if self.superpower_war or self.nuclear_use:
                break
        return self.outcomes()

    # Step 6
    def arm(self):
        p = self.p
        spending = {}
        for i in self.polities:
            leader = i.bloc
            threat = sum(leader.distrust[j] * leader.hostility[j] * j.spending for j in self.active if j is not leader) if leader else 0.0
            change = i.fixed.k * threat - p.a_M * i.spending + i.fixed.g * i.output
            spending[i] = min(i.spending + STEP * change, p.burden_max * i.output)
        for i in self.polities:
            i.spending = spending[i]
        for i, j in (self.superpowers, reversed(self.superpowers)):
            i.plan += STEP * p.b_W * (1 + p.q_W * (i.distrust[j] - i.first_distrust[j]) - i.plan)

    # Step 7
    def grow(self):
        p, trade = self.p, self.case.act.trade
        partners = dict.fromkeys(self.polities, 0.0)
        for i in self.active:
            for l, act in i.acts.items():
                if act == trade:
                    partners[l] += 1
                    partners[i] += 0.1
        for i in self.polities:
            shock = p.s_Y * self.normal(draws.POLITY, i.fixed.hash, 0) / sqrt(STEP)
            i.growth = self.case.growth[self.month][i.position] + p.g_M * (i.fixed.burden - i.burden) + p.g_T * partners[i] + shock
            i.output *= exp(STEP * i.growth)

    # Step 8
    def learn(self):
        case, p = self.case, self.p
        for i in self.polities:
            precision = [1 / (variance + p.q_m * STEP) for variance in i.growth_variance]
            weighted = [mean * each for mean, each in zip(i.growth_mean, precision)]
            for j in self.polities:
                near = 1.0 if j.fixed.region == i.fixed.region else case.far_weight
                weight = j.fixed.prominence * near / p.s_obs**2
                precision[j.system] += weight
                weighted[j.system] += weight * (j.growth + case.reported[j.system])
            i.growth_variance = [1 / each for each in precision]
            i.growth_mean = [sum_ / each for sum_, each in zip(weighted, precision)]
        for i in self.principals:
            i.record = i.record * (1 - STEP * p.x_c) + sum(case.acts[act].severity for act in i.seen_acts.values())

    def revolt(self):
        case, p = self.case, self.p
        for l in self.polities:
            l.help *= 1 - STEP * p.x_rate
        for i in self.active:
            for l, act in i.acts.items():
                if act == case.act.subvert and not i.is_own(l):
                    l.help += p.x_sub if i.system == case.challenger[l.system] else -p.x_sub
        for i in self.polities:
            appeal = i.growth_mean[case.challenger[i.system]] - i.growth_mean[i.system]
            ready = normal_distribution((i.unrest + i.help + p.psi * appeal - i.fixed.mu) / i.fixed.sigma)
            shock = p.s_R * sqrt(STEP) * self.normal(draws.POLITY, i.fixed.hash, 2)
            self.set_unrest(i, i.unrest + STEP * p.tau * (ready - i.unrest) + shock)
        taken = self.intervene()
        self.overthrown = [i for i in self.polities if i.unrest >= 0.5 and not i.fixed.is_principal and i not in taken]
        for i in self.overthrown:
            i.system = case.challenger[i.system]
            i.unrest = p.R_new
            i.join(self.pole(i.system), p.L_new)
            self.revolutions[i.system] += 1

    def intervene(self):
        p = self.p
        taken = {}
        for k in self.active:
            for l, act in k.acts.items():
                if act == self.case.act.force:
                    chance = logistic(p.succ_0 + p.succ_M * log(k.spending / l.spending))
                    succeeds = self.uniform(draws.DYAD, k.dyad[l], 2) < chance
                    if succeeds and (l not in taken or k.spending > taken[l].spending):
                        taken[l] = k
        for l, k in taken.items():
            l.unrest = p.R_new
            if not k.is_own(l):
                l.system = k.system
                l.join(k, p.L_new)
        return taken

    def pole(self, system):
        position = self.case.pole[system]
        return self.polities[position] if position >= 0 else None

    def realign(self):
        case, p = self.case, self.p
        records = [pole.record if pole else 0.0 for pole in map(self.pole, range(len(case.systems)))]
        for i in self.polities:
            if i.fixed.is_principal or i in self.overthrown:
                continue
            now, draw, cumulated = i.system, self.uniform(draws.LOYALTY, i.fixed.hash, 2), 0.0
            ties = p.theta_L * max(i.loyalty, 0.0) if i.bloc else 0.0
            for system in range(len(case.systems)):
                if system == now:
                    continue
                pull = (p.theta_A * (i.growth_mean[system] - i.growth_mean[now]) - p.theta_X * (records[system] - records[now])
                        - p.theta_D * case.distance[now][system] - p.theta_0 - ties)
                cumulated += within_a_month(p.chi_A * logistic(pull))
                if draw < cumulated:
                    i.system = system
                    i.join(self.pole(system), p.L_new)
                    self.reforms[system] += 1
                    break

    # Step 9
    def mobilise_for_peace(self):
        p, sponsor = self.p, self.polities[self.case.sponsor]
        prominence = sum(i.fixed.prominence for i in self.polities)
        mean = sum(i.fixed.prominence * i.peace for i in self.polities) / prominence
        discredit = (1 - p.kappa_P) ** list(sponsor.acts.values()).count(self.case.act.force)
        for i in self.polities:
            adoption = (p.alpha_P * sponsor.doctrine.fund + p.beta_P * i.peace + p.gamma_P * mean) * (1 - i.peace)
            i.peace = (i.peace + STEP * (adoption * i.fear * sqrt(i.fixed.open) - p.d_P * i.peace)) * discredit

    # Step 10
    def test_loyalty(self):
        p = self.p
        threat = {i: max((i.distrust[j] * i.hostility[j] for j in self.active if j is not i), default=0.0) for i in self.principals}
        leaving = []
        for i in self.polities:
            leader = i.bloc
            if leader is None or leader is i:
                continue
            act = self.case.acts[leader.acts[i]].e
            gap = max(0.0, i.militancy - leader.doctrine.militancy)
            change = (p.kappa_L * (i.loyalty_rest - i.loyalty) + p.l_aid * max(act, 0.0) - p.l_int * max(-act, 0.0)
                      + p.l_threat * (threat[leader] - leader.first_threat) - p.l_doc * gap)
            i.loyalty += STEP * change + p.s_L * sqrt(STEP) * self.normal(draws.LOYALTY, i.fixed.hash, 0)
            chance = within_a_month(p.lam_s * logistic((p.l_star - i.loyalty) / p.s_l))
            if self.uniform(draws.LOYALTY, i.fixed.hash, 3) < chance:
                leaving.append((i, leader, i if i.fixed.can_be_principal else self.new_leader(i)))
        for i, leader, to in leaving:
            if to is i:
                i.bloc, i.own_bloc_since = i, self.month
            else:
                i.join(to, p.L_new)
            if i.split_month is None:
                i.split_month = self.month
            self.bloc_split |= leader is self.actor

    def new_leader(self, i):
        """A principal of i's system that split off itself, if its doctrine is nearer to i than that of i's leader."""
        best, nearest = None, abs(i.militancy - i.bloc.doctrine.militancy)
        for k in sorted(self.principals, key=lambda principal: principal.position):
            distance = abs(i.militancy - k.doctrine.militancy)
            if k is not i.bloc and k.own_bloc_since is not None and k.system == i.system and distance < nearest:
                best, nearest = k, distance
        return best

    # Step 11
    def read(self):
        a, b = self.superpowers
        self.now = {
            "hostility_toward_actor": self.rival.hostility[self.actor],
            "hostility_of_actor": self.actor.hostility[self.rival],
            "fear_of_revolution": logistic(self.rival.belief[self.actor]),
            "arms": a.spending + b.spending,
            "arms_burden": 0.5 * (a.spending / a.output + b.spending / b.output),
        }
        if self.month >= self.case.adopt:
            self.months_averaged += 1
            self.sums = {name: self.sums.get(name, 0.0) + value for name, value in self.now.items()}
        for date in self.case.report_fear:
            if date.month >= self.month:
                self.fear_at[date.name] = self.now["fear_of_revolution"]

    def outcomes(self):
        case, count, lived = self.case, self.count, self.month + 1
        mean = {name: self.sums[name] / self.months_averaged if self.months_averaged else value for name, value in self.now.items()}
        systems = [sum(i.system == system for i in self.polities) for system in range(len(case.systems))]
        publics = [self.polities[i].peace for i in case.publics]
        named = {"superpower_war": self.chance_of_war, "nuclear_use": self.chance_of_nuclear_use}
        for name in ("crises", "crises_superpower", "highest_rung", "limited_wars", "threats", "subversions", "threats_by_rivals"):
            named[name] = count[name]
        for name in ("hostility_toward_actor", "hostility_of_actor", "fear_of_revolution"):
            named[name] = mean[name]
        named |= {"fear_of_revolution." + name: value for name, value in self.fear_at.items()}
        named |= {"arms": mean["arms"], "arms_burden": mean["arms_burden"], "peace_mobilisation": sum(publics) / len(publics)}
        for family, values in (("systems", systems), ("revolutions_to", self.revolutions), ("reforms_to", self.reforms)):
            named |= {f"{family}.{system}": value for system, value in zip(case.systems, values)}
        for name in ("interventions_own_bloc", "interventions_elsewhere", "promises_broken"):
            named[name] = count[name]
        named["bloc_split"] = int(self.bloc_split)
        for i in (self.polities[position] for position in case.report_splits):
            named["split_of." + i.fixed.id] = int(i.split_month is not None)
            named["split_month." + i.fixed.id] = lived if i.split_month is None else i.split_month
        return named | {"superpower_war.counted": int(self.superpower_war), "nuclear_use.counted": int(self.nuclear_use), "months": lived}


def play(case, options):
    luck = draws.Addressed if options.draws == "addressed" else draws.Native
    return [World(case, options.arm, luck(options.seed, history)).play() for history in range(options.histories)]


if __name__ == "__main__":
    baseline.main(play)
