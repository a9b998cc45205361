# SPDX-License-Identifier: Apache-2.0
"""What tools/fit_from_tables.py needs of statistics: intervals of counts, of means of series that remember, of the persistence of a
signal under noise, of a share in a regression."""

import math
import statistics

from facts_from_tables import poisson_interval

NORMAL = statistics.NormalDist()
# Chi-squared with one degree of freedom at 95 %: half of it is how far a profile of the log-likelihood may fall.
HALF_CHI = 3.841459 / 2


def log_deviation(count):
    """Standard deviation of the logarithm of a Poisson rate after `count` events under Jeffreys's prior: root of trigamma(n + 1/2)."""
    at, total = count + 0.5, 0.0
    while at < 20:
        total += 1 / at**2
        at += 1
    return math.sqrt(total + 1 / at + 1 / (2 * at**2) + 1 / (6 * at**3))


def rate_of(count, exposure):
    """A rate and its exact 95 % interval."""
    low, high = poisson_interval(count)
    return count / exposure, (low / exposure, high / exposure)


def posterior_of_shift(count, fixed, moving, deviation):
    """Median and standard deviation of a shift d, normal(0; deviation) before, when `count` events are seen where fixed +
    moving exp(d) are expected."""
    steps = [deviation * (k / 100 - 5) for k in range(1001)]
    logs = [count * math.log(fixed + moving * math.exp(d)) - moving * math.exp(d) - d * d / (2 * deviation**2) for d in steps]
    weights = [math.exp(one - max(logs)) for one in logs]
    total, mean = sum(weights), sum(w * d for w, d in zip(weights, steps, strict=True)) / sum(weights)
    spread = math.sqrt(sum(w * (d - mean)**2 for w, d in zip(weights, steps, strict=True)) / total)
    below = 0.0
    for weight, step in zip(weights, steps, strict=True):
        below += weight
        if below >= total / 2:
            return step, spread
    return mean, spread


def mean_of_series(values, lags=12):
    """Mean and standard error of a series that remembers (Newey and West 1987)."""
    n = len(values)
    mean = sum(values) / n
    off = [value - mean for value in values]
    variance = sum(a * a for a in off) / n
    for lag in range(1, min(lags, n - 1) + 1):
        variance += 2 * (1 - lag / (lags + 1)) * sum(a * b for a, b in zip(off[lag:], off, strict=False)) / n
    return mean, math.sqrt(max(variance, 0) / n)


def mean_of_years(values):
    """Mean and 95 % interval of independent years, by Student's t."""
    n = len(values)
    mean = sum(values) / n
    # Student's t at 97.5 % for n - 1 degrees of freedom, by Cornish and Fisher: good to 1 % from 4 on.
    z, df = NORMAL.inv_cdf(0.975), n - 1
    t = z + (z**3 + z) / (4 * df) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df**2)
    error = t * statistics.stdev(values) / math.sqrt(n)
    return mean, (mean - error, mean + error)


def signal_persistence(values):
    """Monthly persistence of a first-order signal that is seen under noise: value and 95 % interval, by profile likelihood (the
    likelihood by Kalman's filter)."""
    n = len(values)
    mean = sum(values) / n
    off = [value - mean for value in values]

    def log_likelihood(phi, share):  # share of the variance that is the signal's
        state, variance, scale, logs = 0.0, share, 0.0, 0.0
        for seen in off:
            total = variance + 1 - share
            scale += (seen - state)**2 / total
            logs += math.log(total)
            gain = variance / total
            state = phi * (state + gain * (seen - state))
            variance = phi * phi * variance * (1 - gain) + share * (1 - phi * phi)
        return -0.5 * (logs + n * math.log(scale / n))

    shares = [k / 16 for k in range(1, 17)]
    profile = {phi: max(log_likelihood(phi, share) for share in shares) for phi in [k / 50 for k in range(50)] + [0.99, 0.995]}
    best = max(profile, key=profile.get)
    within = [phi for phi, value in profile.items() if value > profile[best] - HALF_CHI]
    return best, (min(within), max(within))


def least_squares(columns, y):
    """Coefficients and residual sum of squares, by the normal equations."""
    k = len(columns)
    rows = [[sum(a * b for a, b in zip(columns[i], columns[j], strict=True)) for j in range(k)] +
            [sum(a * b for a, b in zip(columns[i], y, strict=True))] for i in range(k)]
    for i in range(k):
        pivot = max(range(i, k), key=lambda row: abs(rows[row][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for other in range(k):
            if other != i:
                factor = rows[other][i] / rows[i][i]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[i], strict=True)]
    coefficients = [rows[i][k] / rows[i][i] for i in range(k)]
    fitted = [sum(c * column[t] for c, column in zip(coefficients, columns, strict=True)) for t in range(len(y))]
    return coefficients, sum((a - b)**2 for a, b in zip(y, fitted, strict=True))


def threat_share(own, other, output):
    """phi_M and a_M of Richardson's equation on yearly data, hostility and distrust held constant:
    change = C [ phi other/other(0) + (1 - phi) output/output(0) ] - a own.  Value and 95 % interval of phi in 0..1, by profile
    likelihood, and a at the value."""
    change = [b - a for a, b in zip(own[:-1], own[1:], strict=True)]
    n, found = len(change), {}
    for step in range(51):
        phi = step / 50
        drive = [phi * m / other[0] + (1 - phi) * y / output[0] for m, y in zip(other[:-1], output[:-1], strict=True)]
        (_, minus_a), squares = least_squares([drive, own[:-1]], change)
        found[phi] = squares, -minus_a
    best = min(found, key=found.get)
    within = [phi for phi, (squares, _) in found.items() if n / 2 * math.log(squares / found[best][0]) < HALF_CHI]
    return best, (min(within), max(within)), found[best][1]
