"""Checks of the lab on matrix products and named indices."""

import ast
import linecache

import numpy as np

from runner.checks import Check, Kind, agree, case, gaps, transposed

TURNS = 8
PRODUCTS = ("dot", "matrix", "asmatrix", "__matmul__", "__rmatmul__", "__imatmul__")
SLOWER = 30.0  # times the reference's time; whole arrays in any way: below 5; a loop over all products: above 100


def normal(rng, *shape):
    return rng.normal(size=shape)


def single(*arrays):
    return [a.astype(np.float32) for a in arrays]


class TwoMatrices(Check):
    """`matmul(A, B)` multiplies rows by columns, for all sizes and both precisions."""

    def cases(self, rng):
        yield case(A=normal(rng, 2, 2), B=normal(rng, 2, 2))
        yield case(A=normal(rng, 2, 3), B=normal(rng, 3, 4))
        for n, k, m in ((1, 3, 2), (4, 1, 3), (3, 5, 1), (1, 1, 1)):
            yield case(A=normal(rng, n, k), B=normal(rng, k, m))
        yield case(A=transposed(normal(rng, 4, 7)), B=gaps(normal(rng, 7, 5)))
        A, B = single(normal(rng, 3, 6), normal(rng, 6, 2) * 1e4)
        yield case(A=A, B=B)

    def probe(code, A, B):
        return code.matmul(A, B)


class Batches(Check):
    """The axes before the last two are lined up from the right, and repeated where one of them is missing or 1."""

    def cases(self, rng):
        for first, second in (
            ((2,), (2,)),
            ((2, 2), (2,)),
            ((3,), ()),
            ((), (4,)),
            ((5, 1), (3,)),
            ((1,), (4,)),
            ((2, 1, 3), (4, 1)),
            ((3, 3), (3, 3)),
        ):
            yield case(A=normal(rng, *first, 2, 3), B=normal(rng, *second, 3, 4))
        yield case(A=normal(rng, 2, 2, 2), B=normal(rng, 2, 2, 2))
        yield case(A=gaps(normal(rng, 3, 1, 2)), B=transposed(normal(rng, 3, 2, 1)))

    def probe(code, A, B):
        return code.matmul(A, B)


class InnerSizes(Check):
    """`matmul` raises ValueError where the number of columns is not the number of rows, also where one of them is
    1.
    """

    kind = Kind.INVARIANT

    def cases(self, rng):
        for n, k, rows, m in ((2, 3, 4, 2), (2, 1, 3, 2), (2, 3, 1, 2), (3, 2, 3, 2)):
            yield case(A=normal(rng, n, k), B=normal(rng, rows, m))

    def probe(code, A, B):
        try:
            return f"an array of shape {np.shape(code.matmul(A, B))}"
        except ValueError:
            return "ValueError"


def drawn(rng, *specs, low=2, high=5):
    """A case a spec, the letters' sizes drawn without repetition."""
    for spec in specs:
        words = spec.split("->")[0].split(",")
        letters = sorted(set("".join(words)))
        size = dict(zip(letters, rng.permutation(np.arange(low, max(high, low + len(letters))))))
        yield case(spec=spec, ops=[normal(rng, *(size[letter] for letter in word)) for word in words])


class OneOperand(Check):
    """`einsum_lite` moves and sums the axes of a single array."""

    def cases(self, rng):
        yield from drawn(rng, "ij->ji", "ij->i", "ij->j", "ij->", "i->", "ijk->kij", "ijk->j", "kji->ik", "zxy->yz")

    def probe(code, spec, ops):
        return code.einsum_lite(spec, *ops)


class TwoOperands(Check):
    """`einsum_lite` multiplies two arrays where letters agree; a letter on the right is kept, however often it
    stands.
    """

    def cases(self, rng):
        yield from drawn(rng, "ij,jk->ik", "ij,jk->ki", "ij,kj->ik", "i,i->", "i,j->ij", "i,j->ji", "i,i->i", "i,j->")
        yield from drawn(rng, "ij,ij->", "ij,ij->ij", "bij,bjk->bik", "ij,j->i", "bi,bi->b", "ij,ji->i", "ij,k->jk")
        yield from drawn(rng, "bhqd,bhkd->bhqk", "zc,cba->abz")
        yield case(spec="ij,jk->ik", ops=[normal(rng, 1, 3), normal(rng, 3, 1)])
        yield case(spec="ij,jk->ki", ops=[transposed(normal(rng, 4, 3)), gaps(normal(rng, 3, 2))])
        yield case(spec="bij,bj->ib", ops=single(normal(rng, 2, 3, 4), normal(rng, 2, 4) * 1e3))

    def probe(code, spec, ops):
        return code.einsum_lite(spec, *ops)


class Diagonals(Check):
    """A letter that stands twice in one word takes the diagonal, which is then kept or summed."""

    def cases(self, rng):
        yield from drawn(
            rng, "ii->i", "ii->", "iij->ij", "iji->j", "jii->ij", "ij,jj->i", "ii,jj->", "iii->i", "ikik->ki"
        )

    def probe(code, spec, ops):
        return code.einsum_lite(spec, *ops)


class ManyOperands(Check):
    """Three and four operands work as two do."""

    def cases(self, rng):
        yield from drawn(rng, "i,j,k->kij", "i,i,i->", "ij,jk,kl->il", "b,bi,i->b", "bi,ij,bj->b", "i,ij,jk,k->")

    def probe(code, spec, ops):
        return code.einsum_lite(spec, *ops)


class LetterSizes(Check):
    """`einsum_lite` raises ValueError where one letter would stand for two sizes."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for spec, first, second in (
            ("i,i->", (2,), (3,)),
            ("ij,jk->ik", (2, 4), (3, 2)),
            ("ij,jk->ik", (2, 3), (4, 2)),
        ):
            yield case(spec=spec, ops=[normal(rng, *first), normal(rng, *second)])

    def probe(code, spec, ops):
        try:
            return f"a result of shape {np.shape(code.einsum_lite(spec, *ops))}"
        except ValueError:
            return "ValueError"


def products_named(module):
    """What a file writes of the products that NumPy's arrays bring along: they cannot be taken away by name."""
    tree = ast.parse("".join(linecache.getlines(module.__file__)))
    operators = ["@" for n in ast.walk(tree) if isinstance(getattr(n, "op", None), ast.MatMult)]
    names = [n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)]
    return sorted({*operators, *(n for n in names if n in PRODUCTS)})


class BuiltByYou(Check):
    """The file uses neither the operator `@` nor the method `dot`: this lab asks you to build them."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        yield case()

    def probe(code):
        return products_named(code)

    def judge(self, case, got, expected):
        if got.value != expected.value:
            yield f"The file uses {', '.join(map(str, got.value))}. Build the product from multiplications and sums."


def too_slow(case, got, expected):
    """The best time of all turns by the reference's best: a busy machine slows some turns, not all, of either.

    (Not the best ratio: in the turn where the reference had to wait, anything looks fast.)
    """
    times = case["times"]
    times[case["turn"]] = got.seconds, expected.seconds
    ratio = min(own for own, _ in times.values()) / min(other for _, other in times.values())
    if len(times) == TURNS and ratio > SLOWER:
        yield f"At best it took {ratio:.0f} times as long as the reference; {SLOWER:.0f} times are allowed."


class MatmulSpeed(Check):
    """`matmul` works on whole arrays: 170 000 products take at most 30 times as long as the reference."""

    kind = Kind.COST
    pure = False
    separately = True

    def cases(self, rng):
        times = {}
        for turn in range(TURNS):
            yield case(A=normal(rng, 24, 300), B=normal(rng, 300, 24)).hiding(times=times, turn=turn)

    def probe(code, A, B):
        return code.matmul(A, B)

    def judge(self, case, got, expected):
        yield from agree(got.value, expected.value, self.tolerance)
        yield from too_slow(case, got, expected)


class EinsumSpeed(Check):
    """`einsum_lite` works on whole arrays too."""

    kind = Kind.COST
    pure = False
    separately = True

    def cases(self, rng):
        times = {}
        for turn in range(TURNS):
            ops = [normal(rng, 3, 15, 150), normal(rng, 3, 150, 16)]
            yield case(spec="bij,bjk->bik", ops=ops).hiding(times=times, turn=turn)

    def probe(code, spec, ops):
        return code.einsum_lite(spec, *ops)

    def judge(self, case, got, expected):
        yield from agree(got.value, expected.value, self.tolerance)
        yield from too_slow(case, got, expected)
