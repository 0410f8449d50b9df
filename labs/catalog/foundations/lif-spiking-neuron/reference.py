"""A leaky integrate-and-fire neuron, stepped exactly, and what it does under a constant current.

Units: ms, mV, MOhm, nA. T steps of dt each.
"""

import numpy as np

# τ dV/dt = -(V - v_rest) + R I
# Over a step in which I does not change, V runs towards v_inf = v_rest + R I and the distance shrinks by exp(-dt / τ).


def simulate(
    I: np.ndarray,
    dt: float,
    tau: float,
    R: float,
    v_rest: float,
    v_th: float,
    v_reset: float,
    t_ref: float,
) -> tuple[np.ndarray, np.ndarray]:
    decay = np.exp(-dt / tau)
    pause = round(t_ref / dt)  # steps; int() would cut 0.3 / 0.1 = 2.9999999999999996 down to 2
    V = np.empty(len(I))  # [T], at the end of each step
    spikes = np.zeros(len(I), dtype=bool)  # [T]
    v, resting = v_rest, 0
    for t, current in enumerate(I):
        if resting > 0:
            resting -= 1  # the input has no effect, v stays at v_reset
        else:
            v_inf = v_rest + R * current
            v = v_inf + (v - v_inf) * decay
            if v >= v_th:
                spikes[t] = True
                v, resting = v_reset, pause
        V[t] = v
    return V, spikes


# V(s) = v_inf + (v_reset - v_inf) exp(-s / τ) reaches v_th after s = τ ln((v_inf - v_reset) / (v_inf - v_th)).
# With v_inf at the threshold or below it never does.


def interval(I: float, tau: float, R: float, v_rest: float, v_th: float, v_reset: float, t_ref: float) -> float:
    v_inf = v_rest + R * I
    if v_inf <= v_th:
        return np.inf
    return t_ref + tau * np.log((v_inf - v_reset) / (v_inf - v_th))  # ms


# f = 1000 / interval: intervals are in ms, rates in spikes per second


def f_i_curve(
    currents: np.ndarray, tau: float, R: float, v_rest: float, v_th: float, v_reset: float, t_ref: float
) -> np.ndarray:
    times = [interval(I, tau, R, v_rest, v_th, v_reset, t_ref) for I in currents]
    return 1000 / np.array(times)  # [k]; 1000 / inf = 0
