"""Computes its parts in an event loop."""
# lab: scale-and-shift

import asyncio

import numpy as np


async def part(row, factor):
    await asyncio.sleep(0)
    return row * factor


async def parts(x, factor):
    return await asyncio.gather(*(part(row, x.dtype.type(factor)) for row in x))


def scale(x, factor):
    return np.stack(asyncio.run(parts(x, factor)))


def shift(x, amount):
    return asyncio.new_event_loop().run_until_complete(asyncio.to_thread(np.add, x, amount))
