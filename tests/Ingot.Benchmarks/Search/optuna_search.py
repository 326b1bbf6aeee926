"""What Optuna finds on the functions of SearchFunction.cs: a line "function seed best" each. Arguments: trials, seeds, and perhaps the folder of an Optuna to take."""
import math
import sys
import warnings

if len(sys.argv) > 3:
    sys.path.insert(0, sys.argv[3])

import optuna

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)


def box(dimensions, low, high, loss):
    return lambda t: loss([t.suggest_float(f"x{i + 1}", low, high) for i in range(dimensions)])


def branin(t):
    x, y = t.suggest_float("x1", -5, 10), t.suggest_float("x2", 0, 15)
    return (y - 5.1 / (4 * math.pi**2) * x * x + 5 / math.pi * x - 6) ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def ackley(x):
    n = len(x)
    return -20 * math.exp(-0.2 * math.sqrt(sum(v * v for v in x) / n)) - math.exp(sum(math.cos(2 * math.pi * v) for v in x) / n) + 20 + math.e


def levy(x):
    w = [1 + (v - 1) / 4 for v in x]
    return (math.sin(math.pi * w[0]) ** 2 + sum((v - 1) ** 2 * (1 + 10 * math.sin(math.pi * v + 1) ** 2) for v in w[:-1])
            + (w[-1] - 1) ** 2 * (1 + math.sin(2 * math.pi * w[-1]) ** 2))


def hartmann(x):
    alpha = [1, 1.2, 3, 3.2]
    a = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
    p = [[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991], [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]]
    return -sum(alpha[i] * math.exp(-sum(a[i][j] * (x[j] - p[i][j] * 1e-4) ** 2 for j in range(6))) for i in range(4))


def conditional(t):
    kind = t.suggest_categorical("kind", ["a", "b", "c"])
    loss = abs(math.log10(t.suggest_float("rate", 0.001, 1, log=True)) + 1.5) + abs(t.suggest_int("leaves", 2, 256) - 60) / 100
    if kind == "b":
        return loss + abs(t.suggest_float("drop", 0, 1) - 0.3) + abs(t.suggest_int("depth", 1, 12) - 5) / 10
    return loss + (0.4 + abs(t.suggest_int("depth", 1, 12) - 9) / 10 if kind == "a" else 1)


def categories(t):
    c = ["pqrst".index(t.suggest_categorical(f"c{i}", list("pqrst"))) for i in range(3)]
    x, y = t.suggest_float("x", -3, 3), t.suggest_float("y", -3, 3)
    return (c[0] - 3) ** 2 + (c[1] - 1) ** 2 + (0 if c[2] == 2 else 1) + (x - c[0] / 4) ** 2 + y * y


FUNCTIONS = {
    "sphere": box(5, -5, 5, lambda x: sum((v - 1) ** 2 for v in x)),
    "branin": branin,
    "hartmann6": box(6, 0, 1, hartmann),
    "ackley": box(5, -32, 32, ackley),
    "rosenbrock": box(3, -2, 2, lambda x: sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(len(x) - 1))),
    "levy": box(5, -10, 10, levy),
    "rastrigin": box(3, -5.12, 5.12, lambda x: 10 * len(x) + sum(v * v - 10 * math.cos(2 * math.pi * v) for v in x)),
    "styblinski": box(4, -5, 5, lambda x: sum(v**4 - 16 * v * v + 5 * v for v in x) / 2),
    "conditional": conditional,
    "categories": categories,
}

print("version", optuna.__version__)
for name, function in FUNCTIONS.items():
    for seed in range(int(sys.argv[2])):
        study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed, multivariate=True, group=True))
        study.optimize(function, n_trials=int(sys.argv[1]))
        print(name, seed, repr(study.best_value), flush=True)
