"""Checks of the leaky integrate-and-fire lab."""

import numpy as np

from runner.checks import Check, Kind, case, gaps


def cell(rng, **given):
    """A neuron whose five voltages and times all differ, and whose reset is not its rest."""
    v_rest = float(rng.uniform(-72, -62))
    drawn = {
        "tau": float(rng.uniform(6, 24)),
        "R": float(rng.uniform(4, 14)),
        "v_rest": v_rest,
        "v_th": v_rest + float(rng.uniform(12, 20)),
        "v_reset": v_rest - float(rng.uniform(3, 9)),
        "t_ref": 2.0,
    }
    return drawn | given


def rheobase(neuron):
    """The constant current that just leads to the threshold."""
    return (neuron["v_th"] - neuron["v_rest"]) / neuron["R"]


def run(code, I, dt, neuron):
    V, spikes = code.simulate(I, dt, **neuron)
    return {"V": V, "spikes": np.asarray(spikes).astype(bool)}


class BelowThreshold(Check):
    """Without a spike the voltage runs exponentially from v_rest towards v_rest + R I, however long the steps are."""

    def cases(self, rng):
        for steps, dt in ((1, 1.0), (2, 0.5), (6, 0.25), (9, 20.0)):
            neuron = cell(rng)
            I = rng.uniform(-1.2, 0.8, steps) * rheobase(neuron)
            yield case(I=I, dt=dt, neuron=neuron)
        neuron = cell(rng)
        yield case(I=gaps(rng.uniform(-2, 0.9, 7) * rheobase(neuron)), dt=1.0, neuron=neuron)
        yield case(I=np.repeat([0.9, 0.0], 30) * rheobase(neuron), dt=1.0, neuron=neuron)

    def probe(code, I, dt, neuron):
        return run(code, I, dt, neuron)


class Spikes(Check):
    """At the threshold the neuron spikes, and the voltage of that step is v_reset already. No pause yet: t_ref is 0."""

    kind = Kind.STATE

    def cases(self, rng):
        for steps, dt, drive in ((2, 30.0, 3.0), (20, 2.0, 2.5), (60, 1.0, 1.6)):
            neuron = cell(rng, t_ref=0.0)
            yield case(I=np.full(steps, drive * rheobase(neuron)), dt=dt, neuron=neuron)
        exact = {"tau": 1.0, "R": 2.0, "v_rest": -70.0, "v_th": -50.0, "v_reset": -75.0, "t_ref": 0.0}
        yield case(I=np.array([5.0, 10.0, 3.0, 10.0]), dt=1000.0, neuron=exact)  # on the threshold, to the last bit

    def probe(code, I, dt, neuron):
        return run(code, I, dt, neuron)


class Pauses(Check):
    """After a spike the neuron stays at v_reset for t_ref / dt steps, whatever comes in; then it integrates again."""

    kind = Kind.STATE

    def cases(self, rng):
        for steps, dt, pause in ((9, 4.0, 1), (25, 2.0, 3), (80, 0.5, 4), (40, 1.0, 2)):
            neuron = cell(rng, t_ref=pause * dt)
            I = rng.uniform(1.5, 4.0, steps) * rheobase(neuron)
            yield case(I=I, dt=dt, neuron=neuron)
        neuron = cell(rng, t_ref=0.3, tau=0.4)  # 0.3 / 0.1 is a little less than 3
        yield case(I=rng.uniform(2.0, 4.0, 30) * rheobase(neuron), dt=0.1, neuron=neuron)

    def probe(code, I, dt, neuron):
        return run(code, I, dt, neuron)


class NoisyCurrent(Check):
    """A long run under a current that changes all the time, with spikes, pauses and silence."""

    kind = Kind.STATE

    def cases(self, rng):
        for steps, dt, pause in ((300, 0.5, 3), (500, 1.0, 2)):
            neuron = cell(rng, t_ref=pause * dt)
            swing = 1.3 + np.sin(np.arange(steps) / 20) + rng.normal(scale=1.5, size=steps)
            yield case(I=swing * rheobase(neuron), dt=dt, neuron=neuron)

    def probe(code, I, dt, neuron):
        return run(code, I, dt, neuron)


class Interval(Check):
    """`interval` is the time between two spikes under a constant current: a pause, then the way to the threshold."""

    def cases(self, rng):
        for drive in (1.02, 1.5, 6.0, 1.0 - 1e-6, 0.4, -3.0):
            neuron = cell(rng, t_ref=round(float(rng.uniform(0.5, 4)), 2))
            yield case(I=drive * rheobase(neuron), neuron=neuron)
        yield case(I=2.5, neuron=cell(rng, R=8.0, v_rest=-70.0, v_th=-50.0, t_ref=0.0))  # exactly at the rheobase

    def probe(code, I, neuron):
        with np.errstate(all="ignore"):
            return code.interval(I, **neuron)


class Rates(Check):
    """`f_i_curve` gives spikes per second for each current, and 0 up to the rheobase."""

    def cases(self, rng):
        for k in (1, 4, 7):
            neuron = cell(rng, t_ref=round(float(rng.uniform(0.5, 4)), 2))
            drive = np.append(rng.uniform(-1, 4, k - 1), 1.3)
            yield case(currents=drive * rheobase(neuron), neuron=neuron)
        neuron = cell(rng, R=8.0, v_rest=-70.0, v_th=-50.0)
        yield case(currents=gaps(np.array([0.0, 2.4, 2.5, 2.51, 40.0])), neuron=neuron)
        yield case(currents=np.array([40.0, 3.0]), neuron=cell(rng, R=8.0, t_ref=0.0))

    def probe(code, currents, neuron):
        with np.errstate(all="ignore"):
            return code.f_i_curve(currents, **neuron)


class Agreement(Check):
    """Under a constant current the simulated intervals are the closed form's, rounded up to whole steps."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for dt, pause in ((1.0, 2), (0.25, 6)):
            neuron = cell(rng, t_ref=pause * dt)
            yield case(drive=float(rng.uniform(1.5, 3.0) * rheobase(neuron)), steps=400, dt=dt, neuron=neuron)

    def probe(code, drive, steps, dt, neuron):
        spikes = run(code, np.full(steps, drive), dt, neuron)["spikes"]
        between = np.diff(np.flatnonzero(spikes)) * dt
        return {"simulated": between, "closed form": code.interval(drive, **neuron)}
