# SPDX-License-Identifier: Apache-2.0
"""Polities as objects, and what they do to one another in a month: steps 1 to 5 of the schedule.

The rest of the month, and what this baseline is, stand in objects.py.
"""

import math
from math import exp, log

import draws

STEP = 1 / 12
SURE_LOSS = 14  # position of "control is lost on the last rung" among the ends of a crisis
CHALLENGER_YIELDS, DEFENDER_YIELDS, CONTROL_LOST = range(3)


def logistic(x):
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def log_logistic(x):
    return -math.log1p(exp(-x)) if x >= 0 else x - math.log1p(exp(x))


def clip(x, low, high):
    return min(max(x, low), high)


def fold(x):
    x = abs(x)
    return clip(2 - x if x > 1 else x, 0.0, 1.0)


def within_a_month(rate):
    return -math.expm1(-rate * STEP)


def chosen(chances, uniform):
    """The first whose cumulated chance exceeds the draw; rounding may leave the last that is possible."""
    cumulated = 0.0
    for choice, chance in enumerate(chances):
        cumulated += chance
        if cumulated > uniform:
            return choice
    return max(choice for choice, chance in enumerate(chances) if chance > 0)


class Polity:
    """A government and its society; a principal also remembers what others did to it."""

    def __init__(self, position, entry, case):
        self.position, self.fixed = position, entry
        self.system, self.bloc = entry.system, None
        self.output, self.spending, self.plan = entry.Y, entry.M, 1.0
        self.unrest, self.peace, self.militancy = entry.R, entry.P, entry.militancy
        self.loyalty = self.loyalty_rest = entry.loyalty
        self.help = self.reputation = self.record = 0.0
        self.growth_mean = [case.mean_growth] * len(case.systems)
        self.growth_variance = [case.parameters.m_sd0**2] * len(case.systems)
        self.doctrine = None
        self.split_month = self.own_bloc_since = None
        self.hostility, self.belief, self.belief_prior, self.recent = {}, {}, {}, {}
        self.first_distrust, self.first_threat = {}, 0.0

    def leads(self):
        return self.bloc is self

    def is_own(self, other):
        return other.bloc is self

    def is_rival(self, other):
        return other.bloc is not None and other.bloc is not self

    def join(self, bloc, loyalty):
        """None: no bloc."""
        self.bloc = bloc
        if bloc is not None:
            self.loyalty = self.loyalty_rest = loyalty


class Crisis:
    def __init__(self, challenger, defender, stake, outcome_draw, nuclear_draw):
        self.challenger, self.defender, self.stake = challenger, defender, stake
        self.outcome_draw, self.nuclear_draw = outcome_draw, nuclear_draw
        self.rung = self.end = 0


class Rivalry:
    """The state of one history, and the part of the month in which principals act."""

    def __init__(self, case, arm, luck):
        self.case, self.p, self.luck = case, case.parameters, luck
        self.question_doctrine = case.doctrines[getattr(case.arms, arm)]
        self.lost_control = [getattr(case.parameters, f"eps_{rung}") for rung in range(1, 6)]
        self.polities = [Polity(position, entry, case) for position, entry in enumerate(case.polities)]
        for polity in self.polities:
            polity.bloc = self.polities[polity.fixed.bloc] if polity.fixed.bloc >= 0 else None
        self.principals = [self.polities[i] for i in case.principals]
        self.superpowers = [self.polities[i] for i in case.superpowers]
        self.actor, self.rival = self.polities[case.actor], self.polities[case.rival]
        for row, i in enumerate(self.principals):
            i.hostility = {l: case.hostility[row][l.position] for l in self.polities if l is not i}
            for column, j in enumerate(self.principals):
                if j is not i:
                    i.belief[j], i.belief_prior[j] = case.belief[row][column], case.belief_prior[row][column]
                    i.recent[j], i.first_distrust[j] = 0.0, case.distrust[row][column]
            i.first_threat = case.worst_threat[row]
            i.reach = dict(zip(self.polities, case.reach[row]))
            i.dyad = dict(zip(self.polities, case.dyad_hash[row]))
        for entry in case.adoptions:
            if entry.month <= 0:
                self.polities[entry.polity].doctrine = case.doctrines[entry.doctrine]
        self.pairs = [(self.polities[pair.first], self.polities[pair.second], pair.hash) for pair in case.pairs]
        self.alert = {frozenset((a, b)): 0.0 for a, b, _ in self.pairs}
        self.superpower_war = self.nuclear_use = False
        self.count = dict.fromkeys(("crises", "crises_superpower", "highest_rung", "limited_wars", "threats", "subversions",
                                    "threats_by_rivals", "interventions_own_bloc", "interventions_elsewhere", "promises_broken"), 0)
        self.chance_of_war = self.chance_of_nuclear_use = 0.0

    def uniform(self, group, entity, word):
        return self.luck.uniform(self.month, group, entity, word)

    def normal(self, group, entity, word):
        return self.luck.normal(self.month, group, entity, word)

    # Step 1
    def dated_history(self):
        case, p = self.case, self.p
        for mood in case.moods:
            if mood.month == self.month:
                polity = self.polities[mood.polity]
                if mood.is_unrest:
                    self.set_unrest(polity, polity.unrest + mood.value)
                else:
                    polity.militancy = mood.value
        for succession in case.successions:
            if succession.month == self.month:
                j = self.polities[succession.polity]
                for i in self.principals:
                    if i is not j and j in i.belief:
                        i.belief[j] += p.zeta * (i.belief_prior[j] - i.belief[j])
        for entry in case.adoptions:
            if entry.month == self.month and self.month > 0:
                self.adopt(self.polities[entry.polity], case.doctrines[entry.doctrine])
        if self.month == case.adopt:
            self.adopt(self.actor, self.question_doctrine)

    def adopt(self, principal, doctrine):
        before, principal.doctrine = principal.doctrine, doctrine
        for l in self.polities:
            if l is not principal and principal.is_own(l):
                wider = max(0.0, l.militancy - doctrine.militancy) - max(0.0, l.militancy - before.militancy)
                l.loyalty -= self.p.l_bet * max(wider, 0.0)

    def set_unrest(self, polity, value):
        polity.unrest = min(fold(value), 0.49) if polity.fixed.is_principal else fold(value)

    # What several steps read, as the last month left it.
    def take_stock(self):
        case, p = self.case, self.p
        self.active = [i for i in self.principals if i.leads()]
        for i in self.polities:
            i.warheads = case.warheads[self.month][i.position] * i.plan
            i.surviving = case.surviving[self.month][i.position] * i.warheads
            i.burden = i.spending / i.output
            i.acts, i.seen_acts, i.likelihood_ratio, i.demonstrated = {}, {}, {}, set()
        for i in self.principals:
            i.distrust = {l: self.distrust(i, l) for l in self.polities if l is not i}
            i.memory = {l: self.memory(i, l) for l in self.polities if l is not i}
        alert = self.alert[frozenset(self.superpowers)]
        for i in self.polities:
            danger = self.threat_to_bloc(i.bloc) if i.bloc else 0.5 * max(map(self.threat_to_bloc, self.superpowers))
            i.fear = 1 - exp(-(p.fear_V * danger + p.fear_A * alert))

    def distrust(self, i, l):
        if l.bloc is None:
            return self.p.p_na
        return logistic(-l.loyalty if i.is_own(l) else i.belief[l.bloc])

    def memory(self, i, l):
        if l in self.active:
            return i.recent[l]
        return self.p.omega_l * i.recent[l.bloc] if i.is_rival(l) else 0.0

    def threat_to_bloc(self, leader):
        most = max((j.surviving for j in self.active if j is not leader and j.system != leader.system), default=0.0)
        return 1 - exp(-most / self.p.W_0)

    # Step 2
    def choose_acts(self):
        case = self.case
        targets = {i: set() for i in self.active}
        for entry in case.demonstrations:
            i = self.polities[entry.actor]
            if entry.month == self.month and i in targets and (entry.doctrine < 0 or i.doctrine is case.doctrines[entry.doctrine]):
                targets[i].add(self.polities[entry.target])
        for i in self.active:
            if self.uniform(draws.PRINCIPAL, i.fixed.hash, 0) < within_a_month(i.doctrine.demo_rate):
                targets[i].add(self.superpowers[1] if i is self.superpowers[0] else self.superpowers[0])
        for i in self.active:
            for l in self.polities:
                if l is not i:
                    self.choose_act(i, l, l in targets[i])

    def choose_act(self, i, l, demonstrates):
        case = self.case
        own = i.is_own(l)
        situation = self.situation(i, l, own)
        as_revisionist = self.act_chances(case.revisionist, i, l, situation)
        as_security_seeker = self.act_chances(case.security_seeker, i, l, situation)
        act = chosen(self.act_chances(i.doctrine, i, l, situation), self.uniform(draws.ACT, i.dyad[l], 0))
        if demonstrates:
            act = case.act.accommodate
            i.demonstrated.add(l)
        seen = act if self.uniform(draws.ACT, i.dyad[l], 1) < case.acts[act].seen else case.act.normal
        i.acts[l], i.seen_acts[l] = act, seen
        i.likelihood_ratio[l] = log(self.chance_seen(as_revisionist, seen) / self.chance_seen(as_security_seeker, seen))
        self.count_act(i, own, act)

    def situation(self, i, l, own):
        """Stake, danger, unrest, availability of force, as 3.2 defines them."""
        p = self.p
        forces, surviving = l.spending, l.surviving
        if i.is_rival(l) and not l.leads():
            forces += p.chi_x * l.bloc.spending
            surviving += p.chi_x * l.bloc.surviving
        share = i.spending / (i.spending + forces)
        danger = p.V_c * (1 - share) + p.V_n * (1 - exp(-surviving / p.W_0))
        stake = 0.0 if own else share * self.case.distance[i.system][l.system]
        unrest = clip((l.unrest - p.R_a) / (p.R_b - p.R_a), 0.0, 1.0) if own else 0.0
        force = 0.0 if i.is_rival(l) else i.reach[l]
        return stake, danger, unrest, force, i.doctrine.scope_own if own else 1.0

    def act_chances(self, mind, i, l, situation):
        """Multinomial logit of one with this mind (a doctrine or a stereotype) in i's place."""
        case, w = self.case, mind.weights
        stake, danger, unrest, force, scope = situation
        toughness = w.reciprocity * i.memory[l] - w.fear * i.distrust[l] - w.hostility * i.hostility[l]
        public = w.public * i.peace * i.fixed.open
        odds = []
        for number, act in enumerate(case.acts):
            means = 2 * mind.militancy if number in (case.act.subvert, case.act.force) else 1.0
            utility = (act.b + w.gain * act.r * means * stake - w.danger * act.k * danger + act.e * toughness
                       + min(act.e, 0.0) * public - w.promise * scope * i.doctrine.broken[number] - w.cost * act.c)
            if number == case.act.force:
                odds.append(force * exp(utility + w.order * unrest))
            else:
                odds.append(exp(utility))
        total = sum(odds)
        return [each / total for each in odds]

    def chance_seen(self, chances, seen):
        case = self.case
        if seen != case.act.normal:
            return case.acts[seen].seen * chances[seen]
        return chances[seen] + sum((1 - act.seen) * chance for act, chance in zip(case.acts, chances))

    def count_act(self, i, own, act):
        named, count = self.case.act, self.count
        if i is not self.actor:
            count["threats_by_rivals"] += act == named.threaten
            return
        count["threats"] += act == named.threaten
        count["subversions"] += act == named.subvert
        count["interventions_own_bloc" if own else "interventions_elsewhere"] += act == named.force
        if not own or i.doctrine.scope_own > 0:
            count["promises_broken"] += i.doctrine.broken[act]

    # Step 3
    def open_crises(self):
        case, p = self.case, self.p
        self.crises = []
        for i in self.active:
            for l, act in i.acts.items():
                if act == case.act.threaten and not i.is_own(l):
                    self.open(i, l.bloc or l, 0.0, draws.ACT, i.dyad[l], 2)
        for place in case.flashpoints:
            c, d = self.polities[place.challenger], self.polities[place.defender]
            if self.may_fire(place, c, d):
                tension = [a.hostility[b] for a, b in ((c, d), (d, c)) if b in a.hostility] or [p.H_other]
                if self.uniform(draws.FLASHPOINT, place.hash, 0) < within_a_month(place.rate * sum(tension) / len(tension)):
                    self.open(c, d, place.stake, draws.FLASHPOINT, place.hash, 1)
        spared_war = spared_nuclear_use = 1.0
        for a, b, name in self.pairs:
            if not (a.leads() and b.leads() and min(a.warheads, b.warheads) >= 1):
                continue
            alert = self.alert[frozenset((a, b))]
            if self.uniform(draws.ACCIDENT, name, 0) < within_a_month(p.rate_acc * (1 + p.alert_acc * alert)):
                c, d = (a, b) if self.uniform(draws.ACCIDENT, name, 1) < 0.5 else (b, a)
                self.open(c, d, 0.0, draws.ACCIDENT, name, 2)
            chance = within_a_month(p.rate_fa * alert)
            superpowers = {a, b} == set(self.superpowers)
            spared_nuclear_use *= 1 - chance
            spared_war *= 1 - chance if superpowers else 1
            if self.uniform(draws.FALSE_ALARM, name, 0) < chance:
                self.nuclear_use = True
                self.superpower_war |= superpowers
        self.spared_war, self.spared_nuclear_use = spared_war, spared_nuclear_use

    def open(self, challenger, defender, stake, group, entity, word):
        self.crises.append(Crisis(challenger, defender, stake, self.uniform(group, entity, word), self.uniform(group, entity, word + 1)))

    def may_fire(self, place, challenger, defender):
        if not place.first <= self.month <= place.last or (challenger.bloc and challenger.bloc is defender.bloc):
            return False
        condition = place.only_if
        if condition.system >= 0 and self.polities[condition.polity].system != condition.system:
            return False
        return condition.bloc < 0 or self.polities[condition.polity].bloc is self.polities[condition.bloc]

    def settle_crises(self):
        p, count = self.p, self.count
        for crisis in self.crises:
            c, d = crisis.challenger, crisis.defender
            holds = [[logistic(x) for x in self.resolve(crisis, party, *self.stance(party))] for party in (c, d)]
            ends, reached = [], 1.0
            for by_challenger, by_defender, lost in zip(*holds, self.lost_control):
                both = by_challenger * by_defender
                ends += [reached * (1 - by_challenger), reached * (by_challenger - both), reached * both * lost]
                reached *= both * (1 - lost)
            cumulated, settled = 0.0, SURE_LOSS
            for end, chance in enumerate(ends):
                cumulated += chance
                if cumulated > crisis.outcome_draw:
                    settled = end
                    break
            crisis.rung, crisis.end = settled // 3 + 1, settled % 3
            war = sum(ends[CONTROL_LOST::3])
            nuclear = p.nu_max * (1 - exp(-(c.warheads + d.warheads) / p.W_nu))
            if min(c.warheads, d.warheads) < 1:
                nuclear *= p.nu_lim
            superpowers = {c, d} == set(self.superpowers)
            self.spared_nuclear_use *= 1 - war * nuclear
            if superpowers:
                self.spared_war *= 1 - war
                count["crises"] += 1
                count["highest_rung"] = max(count["highest_rung"], crisis.rung)
            count["crises_superpower"] += c in self.superpowers or d in self.superpowers
            if crisis.end == CONTROL_LOST:
                self.superpower_war |= superpowers
                count["limited_wars"] += not superpowers
                self.nuclear_use |= crisis.nuclear_draw < nuclear
        self.chance_of_war += 1 - self.spared_war
        self.chance_of_nuclear_use += 1 - self.spared_nuclear_use

    def stance(self, i):
        """Weights on danger and on the public, and hostility toward anybody it keeps none for."""
        return (i.doctrine.weights.danger, i.doctrine.weights.public) if i in self.active else (self.p.dng_0, self.p.pub_0)

    def resolve(self, crisis, i, danger_weight, public_weight):
        """Log-odds that i holds, rung by rung."""
        p, defends = self.p, i is crisis.defender
        j = crisis.challenger if defends else crisis.defender
        ours, theirs, surviving = i.spending, j.spending, j.surviving
        if i.bloc and not i.leads() and i.bloc is not j:
            ours += p.chi_x * i.bloc.spending
        if j.bloc and not j.leads() and j.bloc is not i:
            theirs += p.chi_x * j.bloc.spending
            surviving += p.chi_x * j.bloc.surviving
        share = ours / (ours + theirs)
        danger = p.V_c * (1 - share) + p.V_n * (1 - exp(-surviving / p.W_0))
        resolve = (p.res_0 + p.res_D * defends + p.res_M * (share - 0.5) + p.res_H * i.hostility.get(j, p.H_other) + i.reputation
                   + crisis.stake - p.u_c * public_weight * i.peace * i.fixed.open)
        return [resolve - p.v_c * danger_weight * lost * danger for lost in self.lost_control]

    # Step 4
    def revise_beliefs(self):
        case, p = self.case, self.p
        evidence = {i: dict.fromkeys(i.belief, 0.0) for i in self.principals}
        recent = {i: dict.fromkeys(i.belief, 0.0) for i in self.principals}
        alarm = dict.fromkeys(self.alert, 0.0)
        for crisis in self.crises:
            c, d = crisis.challenger, crisis.defender
            if c in self.active and d in self.active:
                alarm[frozenset((c, d))] += crisis.rung / 5
                for watched, observer in ((c, d), (d, c)):
                    recent[observer][watched] += p.e_crisis * crisis.rung / 5
                    evidence[observer][watched] += p.sal_crisis * self.evidence_of(crisis, watched)
        for i in self.principals:
            for j in i.belief:
                if j in self.active:
                    evidence[i][j] += sum(self.weight_of(i, j, l) * ratio for l, ratio in j.likelihood_ratio.items())
                    members = [case.acts[j.seen_acts[l]].e for l in self.polities if i.is_own(l) and l is not i]
                    toward_members = sum(members) / len(members) if members else 0.0
                    recent[i][j] += (1 - p.omega_m) * case.acts[j.seen_acts[i]].e + p.omega_m * toward_members
                i.belief[j] = clip(i.belief[j] + p.eta * evidence[i][j] + STEP * p.kappa_B * (i.belief_prior[j] - i.belief[j]),
                                   -p.B_max, p.B_max)
                i.recent[j] += STEP * p.lambda_e * (clip(recent[i][j], -1.0, 1.0) - i.recent[j])
        for pair in self.alert:
            self.alert[pair] = clip(self.alert[pair] * (1 - STEP * p.rate_alert) + alarm[pair], 0.0, 3.0)
        yielded = [crisis.challenger if crisis.end == CHALLENGER_YIELDS else crisis.defender
                   for crisis in self.crises if crisis.end != CONTROL_LOST]
        for i in self.polities:
            i.reputation = i.reputation * (1 - STEP * p.rep_rate) - p.rep_loss * yielded.count(i)

    def weight_of(self, i, j, l):
        """How much j's act toward l tells i."""
        p = self.p
        closeness = 1.0 if l is i else p.omega_b if i.is_own(l) else p.omega_3
        return closeness * (p.sal_demo if l in j.demonstrated else 1.0) * self.case.acts[j.seen_acts[l]].salience

    def evidence_of(self, crisis, i):
        """Of i's decisions in a crisis: log-likelihood of a revisionist's over a security seeker's."""
        minds = (mind.weights for mind in (self.case.revisionist, self.case.security_seeker))
        revisionist, security_seeker = (self.resolve(crisis, i, weights.danger, weights.public) for weights in minds)
        yields = crisis.end == (CHALLENGER_YIELDS if i is crisis.challenger else DEFENDER_YIELDS)
        asked_last = not (i is crisis.defender and crisis.end == CHALLENGER_YIELDS)
        total, last = 0.0, crisis.rung - 1
        for r, s in list(zip(revisionist, security_seeker))[: crisis.rung - (yields or not asked_last)]:
            total += log_logistic(r) - log_logistic(s)
        if yields:
            total += log_logistic(-revisionist[last]) - log_logistic(-security_seeker[last])
        return total

    # Step 5
    def change_hostility(self):
        p = self.p
        for i in self.principals:
            for l, hostility in i.hostility.items():
                rest = p.h_0 if i.is_own(l) else p.h_0 + p.h_D * self.case.distance[i.system][l.system]
                drift = -p.delta_H * (hostility - rest) - p.rho_H * i.memory[l] + p.f_H * (i.distrust[l] - 0.5)
                i.hostility[l] = fold(hostility + STEP * drift + p.s_H * math.sqrt(STEP) * self.normal(draws.DYAD, i.dyad[l], 0))
