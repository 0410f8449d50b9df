"""A clock instead of a counter

The neuron notes at which step it is free again. The decay is applied to the distance from the target, so that
the step reads as "go a share of the way". Rates are computed for all currents at once.
"""

import math

import numpy as np


def simulate(I, dt, tau, R, v_rest, v_th, v_reset, t_ref):
    share = -math.expm1(-dt / tau)  # of the way that is left
    V, spikes = [], []
    v, free_at = v_rest, 0
    for t in range(len(I)):
        fired = False
        if t >= free_at:
            v += share * (v_rest + R * float(I[t]) - v)
            fired = v >= v_th
        if fired:
            v = v_reset
            free_at = t + 1 + int(t_ref / dt + 0.5)
        V.append(v)
        spikes.append(fired)
    return np.array(V, dtype=float), np.array(spikes)


def interval(I, tau, R, v_rest, v_th, v_reset, t_ref):
    above_threshold = v_rest + R * I - v_th
    if above_threshold <= 0:
        return math.inf
    return t_ref + tau * math.log1p((v_th - v_reset) / above_threshold)


def f_i_curve(currents, tau, R, v_rest, v_th, v_reset, t_ref):
    above_threshold = v_rest + R * currents - v_th
    fires = above_threshold > 0
    rates = np.zeros(len(currents))
    rates[fires] = 1 / (t_ref + tau * np.log1p((v_th - v_reset) / above_threshold[fires]))
    return 1000 * rates
