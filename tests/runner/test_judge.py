"""What the judge says of a failing check can always be sent."""

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from runner.checks import Check, Observation, case
from runner.compare import Difference
from runner.judge import Call, result_of, tellable
from runner.sandbox.calls import Came, Reply

leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.complex_numbers()
    | st.binary()
    | hnp.arrays(hnp.scalar_dtypes(), hnp.array_shapes(min_dims=0, max_side=3))
    | hnp.from_dtype(np.dtype(np.float32))
)
anything = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.integers() | st.text(), inner))


@given(anything)
def test_whatever_a_lab_adds_to_a_finding_can_be_sent(value):
    json.dumps(tellable(value), allow_nan=False)


def test_an_array_in_a_finding_is_shown_as_text():
    class Fair(Check):
        """All ways come equally often."""

        def judge(self, case, got, expected):
            yield Difference("They do not.", {"got": np.array([0.5, 0.25])})

    call = Call(case(n=2), reply=Reply(Came.BACK, 0.5), expected=Observation(0.5))
    call.findings = list(Fair().judge(call.case, Observation(0.5), call.expected))
    result = result_of(Fair(), [call])
    assert result.detail["got"] == "[0.5  0.25]"
