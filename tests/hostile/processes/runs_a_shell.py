"""Runs a shell through subprocess."""
# lab: scale-and-shift
# verdict: raised

import subprocess

subprocess.run(["/bin/sh", "-c", "true"], check=True)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
