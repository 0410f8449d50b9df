"""`f_i_curve` returns intervals

These are the times between spikes. A rate is one over that, in spikes per second: `1000 / interval`.
"""

import numpy as np


def simulate(
    I: np.ndarray, dt: float, tau: float, R: float, v_rest: float, v_th: float, v_reset: float, t_ref: float
) -> tuple[np.ndarray, np.ndarray]:
    decay = np.exp(-dt / tau)
    pause = round(t_ref / dt)
    V = np.empty(len(I))
    spikes = np.zeros(len(I), dtype=bool)
    v, resting = (v_rest, 0)
    for t, current in enumerate(I):
        if resting > 0:
            resting -= 1
        else:
            v_inf = v_rest + R * current
            v = v_inf + (v - v_inf) * decay
            if v >= v_th:
                spikes[t] = True
                v, resting = (v_reset, pause)
        V[t] = v
    return (V, spikes)


def interval(I: float, tau: float, R: float, v_rest: float, v_th: float, v_reset: float, t_ref: float) -> float:
    v_inf = v_rest + R * I
    if v_inf <= v_th:
        return np.inf
    return t_ref + tau * np.log((v_inf - v_reset) / (v_inf - v_th))


def f_i_curve(
    currents: np.ndarray, tau: float, R: float, v_rest: float, v_th: float, v_reset: float, t_ref: float
) -> np.ndarray:
    times = [interval(I, tau, R, v_rest, v_th, v_reset, t_ref) for I in currents]
    return np.array(times)
