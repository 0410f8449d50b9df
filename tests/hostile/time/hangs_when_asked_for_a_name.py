"""Defines no `shift`; whoever asks the module for it waits for ever."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

def __getattr__(name):
    while True:
        pass


def scale(x, factor):
    return x * factor
