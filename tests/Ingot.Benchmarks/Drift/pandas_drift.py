"""Drift of columns by pandas and SciPy, as a script would have it: one column of a window after the other in memory, without reading any file.

Prints a line of JSON: processor seconds without those for making the data, and the greatest memory in MB.
"""
import json
import resource
import sys
import time

import numpy
import pandas
import scipy
from scipy import stats

rows, columns, reference_rows = (int(a) for a in sys.argv[1:4])
random = numpy.random.default_rng(1)
words = [2, 5, 20, 200, 20_000]
spent = 0.0


def number(kind, count):
    if kind == 0:
        return random.random(count)
    if kind == 1:
        return numpy.log(random.integers(1, 1_000_001, count)).astype(numpy.float32)
    values = random.integers(0, 50, count).astype(float)
    values[random.random(count) < 0.02] = numpy.nan
    return values


def text(kind, count):
    names = numpy.array([f"word-{i}" for i in range(words[kind])], dtype=object)
    return names[random.integers(0, words[kind], count)]


for column in range(columns):
    is_number = column % 4 < 3
    draw = (lambda n, c=column: number(c % 3, n)) if is_number else (lambda n, c=column: text(c // 4 % 5, n))
    reference, current = pandas.Series(draw(reference_rows)), pandas.Series(draw(rows))
    before = time.process_time()
    current.isna().sum()
    if is_number:
        current.min(), current.max()
        a, b = reference.dropna().to_numpy(), current.dropna().to_numpy()
        stats.ks_2samp(a, b)
        stats.wasserstein_distance(a, b)
        edges = numpy.unique(numpy.quantile(a, numpy.linspace(0, 1, 11)))
        edges[0], edges[-1] = -numpy.inf, numpy.inf
        p, q = numpy.histogram(a, edges)[0] + 0.5, numpy.histogram(b, edges)[0] + 0.5
        p, q = p / p.sum(), q / q.sum()
        ((q - p) * numpy.log(q / p)).sum()
    else:
        counts = pandas.DataFrame({"a": reference.value_counts(), "b": current.value_counts()}).fillna(0)
        stats.chi2_contingency(counts.to_numpy().T + 1e-9)
    spent += time.process_time() - before

print(json.dumps({
    "processor": spent,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "versions": f"pandas {pandas.__version__}, SciPy {scipy.__version__}",
}))
