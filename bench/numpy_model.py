# SPDX-License-Identifier: Apache-2.0
"""The complete model, version 2, in NumPy: many histories at once, the history as the last axis of every array.

What a researcher who knows NumPy writes.  Arrays are [polity, history] or [principal, polity, history]; the choice of acts is done
for one principal at a time, so that what is in work stays in the cache, and only for the histories in which it acts.  A history that
has ended is taken out of the batch.  Single precision by default, which is the faster; double with --dtype float64.  Sections are
those of the model's text; crises are in numpy_crises.py.
"""

import numpy as np

import baseline
import numpy_draws as draws
from numpy_crises import Crises
from numpy_functions import fold, logistic, normal_distribution, where
from numpy_rivalry import COUNTS, STEP, Rivalry

# What a history takes with it when others are taken out of the batch; the history is the last axis.
STATE = ("histories", "system", "bloc", "output", "spending", "plan", "unrest", "peace", "loyalty", "loyalty_rest", "help", "reputation",
         "split_month", "growth_mean", "growth_variance", "hostility", "belief", "recent", "alert", "record", "own_bloc_since",
         "superpower_war", "nuclear_use", "bloc_split", "chance_of_war", "chance_of_nuclear_use", "revolutions", "reforms")


class World(Rivalry):
    def __init__(self, case, arm, luck, histories, dtype):
        super().__init__(case, arm, luck, histories, dtype)
        self.sums = {name: np.zeros(self.count) for name in self.readings()}
        self.months_averaged, self.fear_at = 0, {}
        self.finished = []

    def play(self):
        for self.month in range(self.case.months):
            self.dated_history()
            self.take_stock()
            self.choose_acts()
            self.crises = Crises(self)
            self.crises.settle()
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
            self.take_out(self.superpower_war | self.nuclear_use)
            if self.count == 0:
                break
        self.take_out(np.ones(self.count, bool))
        return [row for _, row in sorted(self.finished, key=lambda pair: pair[0])]

    # Step 6
    def arm(self):
        p = self.p
        threats = np.zeros_like(self.record)
        for k in range(len(self.principals)):
            for j in self.others(k):
                i = self.principals[j]
                threats[k] += self.active[j] * self.distrust[k, i] * self.hostility[k, i] * self.spending[i]
        change = self.k * self.aligned * self.of_leader(threats) - p.a_M * self.spending + self.g * self.output
        self.spending = np.minimum(self.spending + STEP * change, p.burden_max * self.output)
        for i, j in (self.case.superpowers, reversed(self.case.superpowers)):
            k = self.slot[i]
            distrust = self.distrust[k, j] - self.first_distrust[k, self.slot[j]]
            self.plan[i] += STEP * p.b_W * (1 + p.q_W * distrust - self.plan[i])

    # Step 7
    def grow(self):
        p = self.p
        trades = self.act == self.named.trade
        partners = trades.sum(axis=0, dtype=np.int8).astype(self.dtype)
        partners[self.principals] += 0.1 * trades.sum(axis=1)
        growth = np.array(self.case.growth[self.month], self.dtype)[:, None] + p.g_M * (self.first_burden - self.burden) + p.g_T * partners
        shock = self.luck.normal(self.month, draws.POLITY, 0, self.polity_hash, self.histories)
        self.growth = growth + p.s_Y * STEP**-0.5 * shock
        self.output *= np.exp(STEP * self.growth)

    # Step 8
    def learn(self):
        case, p = self.case, self.p
        for system in range(len(case.systems)):
            weight = (self.system == system) * (self.prominence * (1 / p.s_obs**2))
            seen = weight * (self.growth + case.reported[system])
            weight, seen = self.as_seen_from_everywhere(weight), self.as_seen_from_everywhere(seen)
            precision = 1 / (self.growth_variance[system] + p.q_m * STEP)
            self.growth_variance[system] = 1 / (precision + weight)
            self.growth_mean[system] = (self.growth_mean[system] * precision + seen) * self.growth_variance[system]
        for k in range(len(self.principals)):
            self.record[k] = self.record[k] * (1 - STEP * p.x_c) + np.take(self.severity, self.seen[k]).sum(axis=0)

    def as_seen_from_everywhere(self, values):
        """Sums over polities, in which those of another region than the observer's count less."""
        far = self.case.far_weight
        total = far * values.sum(axis=0)
        sums = np.empty_like(values)
        for members in self.regions:
            sums[members] = total + (1 - far) * values[members].sum(axis=0)
        return sums

    def revolt(self):
        case, p = self.case, self.p
        self.help *= 1 - STEP * p.x_rate
        k, l, at = where((self.act == self.named.subvert) & ~self.own)
        wanted = self.challenger_of[self.system[l, at]] == self.system[self.principals[k], at]
        np.add.at(self.help, (l, at), np.where(wanted, p.x_sub, -p.x_sub).astype(self.dtype))
        appeal = np.empty_like(self.unrest)
        for system, challenger in enumerate(case.challenger):
            np.subtract(self.growth_mean[challenger], self.growth_mean[system], out=appeal, where=self.system == system)
        ready = normal_distribution[self.dtype]((self.unrest + self.help + p.psi * appeal - self.mu) / self.sigma)
        shock = self.luck.normal(self.month, draws.POLITY, 2, self.polity_hash, self.histories)
        self.unrest = fold(self.unrest + STEP * p.tau * (ready - self.unrest) + p.s_R * STEP**0.5 * shock)
        self.unrest[self.principals] = np.minimum(self.unrest[self.principals], 0.49)

        taken = self.intervene()
        self.overthrown = (self.unrest >= 0.5) & ~self.is_principal
        self.overthrown[taken] = False
        i, at = where(self.overthrown)
        system = self.challenger_of[self.system[i, at]]
        self.unrest[i, at] = p.R_new
        self.convert(i, at, system, self.pole[system])
        np.add.at(self.revolutions, (system, at), 1)

    def intervene(self):
        """Where force succeeded: polities, histories."""
        p = self.p
        k, l, at = where(self.act == self.named.force)
        i = self.principals[k]
        chance = logistic(p.succ_0 + p.succ_M * np.log(self.spending[i, at] / self.spending[l, at]))
        succeeds = self.luck.uniform(self.month, draws.DYAD, 2, self.dyad_hash[k, l], self.histories[at]) < chance
        i, l, at = i[succeeds], l[succeeds], at[succeeds]
        # Of several in one place the better armed prevails: it comes last.
        order = np.argsort(self.spending[i, at], kind="stable")
        prevailing = {(l[n], at[n]): i[n] for n in order}
        l, at = np.array(list(prevailing), int).reshape(-1, 2).T
        i = np.array(list(prevailing.values()), int)
        self.unrest[l, at] = p.R_new
        new = self.bloc[l, at] != i
        self.convert(l[new], at[new], self.system[i[new], at[new]], i[new])
        return l, at

    def convert(self, i, at, system, bloc):
        """Polities that change their system, and with it the bloc."""
        self.system[i, at] = system
        self.join(i, at, bloc)

    def join(self, i, at, bloc):
        self.bloc[i, at] = bloc
        newcomers = bloc >= 0
        self.loyalty[i[newcomers], at[newcomers]] = self.loyalty_rest[i[newcomers], at[newcomers]] = self.p.L_new

    def realign(self):
        case, p = self.case, self.p
        records = [self.record[self.slot[pole]] if pole >= 0 else 0.0 for pole in case.pole]
        now = [self.system == system for system in range(len(case.systems))]
        at_home = p.theta_0 + (self.bloc >= 0) * (p.theta_L * np.maximum(self.loyalty, 0))
        for system, here in enumerate(now):
            at_home += here * (p.theta_A * self.growth_mean[system] - p.theta_X * records[system])
        draw = self.luck.uniform(self.month, draws.LOYALTY, 2, self.polity_hash, self.histories)
        cumulated = np.zeros_like(draw)
        brought = np.full(self.system.shape, -1, np.int8)
        for system in range(len(case.systems)):
            pull = p.theta_A * self.growth_mean[system] - p.theta_X * records[system] - at_home
            pull -= p.theta_D * np.take(self.distance[:, system], self.system)
            cumulated += ~now[system] * self.within_a_month(p.chi_A * logistic(pull))
            brought[(draw < cumulated) & (brought < 0)] = system
        i, at = where((brought >= 0) & ~self.is_principal & ~self.overthrown)
        system = brought[i, at].astype(int)
        self.convert(i, at, system, self.pole[system])
        np.add.at(self.reforms, (system, at), 1)

    # Step 9
    def mobilise_for_peace(self):
        p, k = self.p, self.slot[self.case.sponsor]
        mean = (self.prominence * self.peace).sum(axis=0) / self.prominence.sum()
        kept = (1 - p.kappa_P) ** (self.act[k] == self.named.force).sum(axis=0)
        adoption = (p.alpha_P * self.doctrine[k].fund + p.beta_P * self.peace + p.gamma_P * mean) * (1 - self.peace)
        self.peace += STEP * (adoption * self.fear * np.sqrt(self.open) - p.d_P * self.peace)
        self.peace *= kept.astype(self.dtype)

    # Step 10
    def test_loyalty(self):
        p = self.p
        threats, militancy = np.zeros_like(self.record), np.zeros_like(self.record)
        act = np.zeros_like(self.loyalty)
        led = (self.bloc >= 0) & (self.bloc != np.arange(len(self.bloc))[:, None])
        self.leader = np.where(led, self.slot[self.bloc], 0)
        self.cell = self.leader * self.count + np.arange(self.count)
        for k, doctrine in enumerate(self.doctrine):
            for j in self.others(k):
                i = self.principals[j]
                np.maximum(threats[k], self.active[j] * self.distrust[k, i] * self.hostility[k, i], out=threats[k])
            militancy[k] = doctrine.militancy
            np.copyto(act, np.take(self.effects, self.act[k]), where=self.leader == k)
        gap = np.maximum(0, self.militancy - self.of_leader(militancy))
        change = (p.kappa_L * (self.loyalty_rest - self.loyalty) + p.l_aid * np.maximum(act, 0) + p.l_int * np.minimum(act, 0)
                  + p.l_threat * self.of_leader(threats - self.worst_threat) - p.l_doc * gap)
        shock = self.luck.normal(self.month, draws.LOYALTY, 0, self.polity_hash, self.histories)
        self.loyalty += led * (STEP * change + p.s_L * STEP**0.5 * shock)
        chance = self.within_a_month(p.lam_s * logistic((p.l_star - self.loyalty) * (1 / p.s_l)))
        draw = self.luck.uniform(self.month, draws.LOYALTY, 3, self.polity_hash, self.histories)
        i, at = where(led & (draw < chance))
        self.leave(i, at)

    def leave(self, i, at):
        before = self.bloc[i, at]
        to, nearest = np.full(i.shape, -1), np.abs(self.militancy[i, 0] - self.militancy_of_doctrine(self.slot[before]))
        for k in np.argsort(self.principals):
            j = self.principals[k]
            distance = np.abs(self.militancy[i, 0] - self.doctrine[k].militancy)
            like_minded = (self.system[j, at] == self.system[i, at]) & (distance < nearest)
            draws_them = (j != before) & (self.own_bloc_since[k, at] >= 0) & like_minded
            to, nearest = np.where(draws_them, j, to), np.where(draws_them, distance, nearest)
        alone = self.can_be_principal[i, 0]
        self.bloc[i[alone], at[alone]] = i[alone]
        self.own_bloc_since[self.slot[i[alone]], at[alone]] = self.month
        self.join(i[~alone], at[~alone], to[~alone])
        first = self.split_month[i, at] < 0
        self.split_month[i[first], at[first]] = self.month
        self.bloc_split[at[before == self.case.actor]] = True

    def militancy_of_doctrine(self, k):
        return np.array([doctrine.militancy for doctrine in self.doctrine])[k]

    # Step 11
    def readings(self):
        actor, rival = self.case.actor, self.case.rival
        a, b = self.case.superpowers
        return {
            "hostility_toward_actor": self.hostility[self.slot[rival], actor],
            "hostility_of_actor": self.hostility[self.slot[actor], rival],
            "fear_of_revolution": logistic(self.belief[self.slot[rival], self.slot[actor]]),
            "arms": self.spending[a] + self.spending[b],
            "arms_burden": 0.5 * (self.spending[a] / self.output[a] + self.spending[b] / self.output[b]),
        }

    def read(self):
        self.now = self.readings()
        if self.month >= self.case.adopt:
            self.months_averaged += 1
            for name, values in self.now.items():
                self.sums[name] += values
        for date in self.case.report_fear:
            if date.month >= self.month:
                self.fear_at[date.name] = self.now["fear_of_revolution"]

    def take_out(self, ended):
        """Writes down the outcomes of histories that have ended and goes on without them."""
        if not ended.any():
            return
        table = {name: values[ended].tolist() for name, values in self.outcomes().items()}
        self.finished += zip(self.histories[ended].tolist(), (dict(zip(table, row)) for row in zip(*table.values())))
        for name in STATE:
            setattr(self, name, np.ascontiguousarray(getattr(self, name)[..., ~ended]))
        for columns in (self.tally, self.sums, self.fear_at):
            for name in columns:
                columns[name] = columns[name][~ended]
        self.count = self.histories.size

    def outcomes(self):
        """An array over histories for each."""
        case, months = self.case, self.months_averaged
        mean = {name: self.sums[name] / months if months else values for name, values in self.now.items()}
        named = {"superpower_war": self.chance_of_war, "nuclear_use": self.chance_of_nuclear_use}
        named |= {name: self.tally[name] for name in COUNTS[:7]}
        named |= {name: mean[name] for name in ("hostility_toward_actor", "hostility_of_actor", "fear_of_revolution")}
        named |= {"fear_of_revolution." + name: values for name, values in self.fear_at.items()}
        named |= {"arms": mean["arms"], "arms_burden": mean["arms_burden"], "peace_mobilisation": self.peace[case.publics].mean(axis=0)}
        named |= {"systems." + name: (self.system == system).sum(axis=0) for system, name in enumerate(case.systems)}
        named |= {"revolutions_to." + name: self.revolutions[system] for system, name in enumerate(case.systems)}
        named |= {"reforms_to." + name: self.reforms[system] for system, name in enumerate(case.systems)}
        named |= {name: self.tally[name] for name in COUNTS[7:]} | {"bloc_split": self.bloc_split.astype(int)}
        lived = np.full(self.count, self.month + 1)
        for i in case.report_splits:
            split = self.split_month[i]
            named["split_of." + case.polities[i].id] = (split >= 0).astype(int)
            named["split_month." + case.polities[i].id] = np.where(split >= 0, split, lived)
        return named | {"superpower_war.counted": self.superpower_war.astype(int), "nuclear_use.counted": self.nuclear_use.astype(int),
                        "months": lived}


def play(case, options):
    dtype = np.float64 if options.dtype == "float64" else np.float32
    luck = (draws.Addressed if options.draws == "addressed" else draws.Native)(options.seed, dtype)
    rows = []
    for first in range(0, options.histories, options.batch):
        histories = np.arange(first, min(first + options.batch, options.histories))
        rows += World(case, options.arm, luck, histories, dtype).play()
    return rows


def add_options(parser):
    parser.add_argument("--dtype", choices=("float32", "float64"), default="float32")
    parser.add_argument("--batch", type=int, default=2048, help="histories played at once")


if __name__ == "__main__":
    baseline.main(play, add_options)
