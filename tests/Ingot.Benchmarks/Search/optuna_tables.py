"""What Optuna finds in the tables of SearchTablesBenchmark.cs: a line "table seed best" each. Arguments: trials, seeds, the file of losses, how many levels each parameter has, and perhaps the folder of an Optuna to take."""
import json
import sys
import warnings

if len(sys.argv) > 5:
    sys.path.insert(0, sys.argv[5])

import optuna

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
levels = [int(n) for n in sys.argv[4].split(",")]

print("version", optuna.__version__)
for table in json.load(open(sys.argv[3])):
    def loss(t):
        place = 0
        for i, n in enumerate(levels):
            place = place * n + t.suggest_int(f"p{i}", 0, n - 1)
        return table["Losses"][place]

    for seed in range(int(sys.argv[2])):
        study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed, multivariate=True, group=True))
        study.optimize(loss, n_trials=int(sys.argv[1]))
        print(table["Name"], seed, repr(study.best_value), flush=True)
