"""Writes the tables of SearchTablesBenchmark.cs: 2,000 rows of each of three that docs/quality.md names, and three that scikit-learn brings. Arguments: the folder of the data, the folder to write into."""
import sys

import pandas
from sklearn import datasets

MOST = 2000
data, folder = sys.argv[1:]
for name, file in (("telco", "telco_churn"), ("california", "california_housing_reference"), ("diamonds", "diamonds")):
    rows = pandas.read_csv(f"{data}/{file}.csv", dtype=str, keep_default_na=False)
    if name == "california":
        rows = rows.drop(columns=["id", "timestamp", "y_pred_proba", "y_pred"])
        rows["clf_target"] = "c" + rows["clf_target"]
    rows = rows[~rows.isin(["", "NA"]).any(axis=1)]
    rows.sample(min(MOST, len(rows)), random_state=1).to_csv(f"{folder}/{name}.csv", index=False)
for name in ("breast_cancer", "digits", "diabetes"):
    rows = getattr(datasets, f"load_{name}")(as_frame=True).frame
    rows.columns = [c.replace(" ", "_") for c in rows.columns]
    if name != "diabetes":
        rows["target"] = "c" + rows["target"].astype(str)
    rows.to_csv(f"{folder}/{name}.csv", index=False)
