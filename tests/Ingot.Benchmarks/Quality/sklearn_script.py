"""What a data scientist's script does of a build: reads train.csv and reference.csv, encodes, trains HistGradientBoosting, and prints ROC AUC, average precision and log loss."""
import sys

import pandas
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score
from sklearn_encoding import encode

folder, iterations = sys.argv[1:]
train, reference = (pandas.read_csv(f"{folder}/{name}.csv") for name in ("train", "reference"))
features = [c for c in train.columns if c != "label"]
categories = encode(train, reference, features)
model = HistGradientBoostingClassifier(
    max_iter=int(iterations), max_leaf_nodes=31, learning_rate=0.1, early_stopping=False, categorical_features=categories, random_state=1)
model.fit(train[features].to_numpy(), train["label"] == "yes")
scores = model.predict_proba(reference[features].to_numpy())[:, 1]
truth = reference["label"] == "yes"
print(roc_auc_score(truth, scores), average_precision_score(truth, scores), log_loss(truth, scores))
