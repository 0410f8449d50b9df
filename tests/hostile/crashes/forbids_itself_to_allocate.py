"""Makes the allocator fail from here on."""
# lab: scale-and-shift
# verdict: crashed | raised | out_of_memory | timed_out
# seconds: 2

import resource

resource.setrlimit(resource.RLIMIT_AS, (0, 0))
resource.setrlimit(resource.RLIMIT_DATA, (0, 0))
held = [bytearray(2**16) for _ in range(1000)]


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
