"""A leaky integrate-and-fire neuron. Times are in ms, voltages in mV, R in megaohms, currents in nA; R * I is in mV.

`tau` is the membrane's time constant, `v_rest` where it rests, `v_th` the threshold, `v_reset` where a spike leaves it, `t_ref` how
long it then stays there.
"""

import numpy as np


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
    """Step through the currents I [T], one for each step of dt; the neuron starts at v_rest. t_ref is a multiple of dt.

    Returns the voltage [T] at the end of each step (after the reset, where there was a spike), and spikes [T], True at each spike.
    """
    raise NotImplementedError


def interval(
    I: float, tau: float, R: float, v_rest: float, v_th: float, v_reset: float, t_ref: float
) -> float:
    """Time in ms from spike to spike under a constant current I, in closed form; infinite if there is no second one."""
    raise NotImplementedError


def f_i_curve(
    currents: np.ndarray, tau: float, R: float, v_rest: float, v_th: float, v_reset: float, t_ref: float
) -> np.ndarray:
    """Spikes per second [k] under each of the constant currents [k]; 0 where the neuron stays silent."""
    raise NotImplementedError
