"""Writes the tables of SearchTablesBenchmark.cs: rows of the repository's data, and of those that scikit-learn brings. Arguments: the folder of the data, the folder to write into."""
import sys

import pandas
from sklearn import datasets

MOST = 2000
data, folder = sys.argv[1:]
for name in ("telco", "california", "diamonds"):
    rows = pandas.read_csv(f"{data}/{name}/train.csv", dtype=str, keep_default_na=False)
    rows.sample(min(MOST, len(rows)), random_state=1).to_csv(f"{folder}/{name}.csv", index=False)
for name in ("breast_cancer", "digits", "diabetes"):
    rows = getattr(datasets, f"load_{name}")(as_frame=True).frame
    rows.columns = [c.replace(" ", "_") for c in rows.columns]
    if name != "diabetes":
        rows["target"] = "c" + rows["target"].astype(str)
    rows.to_csv(f"{folder}/{name}.csv", index=False)
