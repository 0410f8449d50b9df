"""Logs, prints and formats what it does."""
# lab: scale-and-shift

import logging
import pprint
import sys

logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, format="%(levelname)s %(message)s")
log = logging.getLogger(__name__)


def scale(x, factor):
    log.info("scaling %s by %g", x.shape, factor)
    pprint.pprint({"x": x, "factor": factor})
    return x * factor


def shift(x, amount):
    print("shifting", x, "by", amount, end="\n\n", flush=True)
    print("done \u2713 \N{GREEK SMALL LETTER ALPHA}", file=sys.stderr)
    return x + amount
