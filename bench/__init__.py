"""`make bench`: how fast the judge is, beside what it is compared with, all in one run on one machine."""
