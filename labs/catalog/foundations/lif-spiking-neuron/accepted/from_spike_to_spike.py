"""From spike to spike

Between spikes the voltage is a weighted sum of the currents so far, which a recurrence gives for the whole rest
of the run. The first crossing in it is the next spike; after the pause everything starts again from the reset.
"""

from itertools import accumulate

import numpy as np


def simulate(I, dt, tau, R, v_rest, v_th, v_reset, t_ref):
    a = np.exp(-dt / tau)
    T, pause = len(I), int(np.rint(t_ref / dt))
    push = (1 - a) * R * np.asarray(I)  # what each step adds to the distance from rest
    V, spikes = np.zeros(T), np.zeros(T, dtype=bool)
    start, at = 0, v_rest
    while start < T:
        way = accumulate(push[start:], lambda u, p: a * u + p, initial=at - v_rest)
        V[start:] = np.fromiter(way, float)[1:] + v_rest
        crossed = np.flatnonzero(V[start:] >= v_th)
        if len(crossed) == 0:
            break
        spike = start + crossed[0]
        spikes[spike] = True
        start, at = spike + 1 + pause, v_reset
        V[spike:start] = v_reset
    return V, spikes


def interval(I, tau, R, v_rest, v_th, v_reset, t_ref):
    rate = f_i_curve(np.array([I]), tau, R, v_rest, v_th, v_reset, t_ref)[0]
    return 1000 / rate if rate > 0 else np.inf


def f_i_curve(currents, tau, R, v_rest, v_th, v_reset, t_ref):
    # everything measured from rest
    pull, top, bottom = R * np.asarray(currents), v_th - v_rest, v_reset - v_rest
    with np.errstate(all="ignore"):
        climb = tau * (np.log(pull - bottom) - np.log(pull - top))
    return np.where(pull > top, 1000 / (t_ref + climb), 0.0)
