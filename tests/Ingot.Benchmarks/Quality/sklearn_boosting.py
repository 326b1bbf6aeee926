"""Prints RMSE or ROC AUC on test.csv of scikit-learn's HistGradientBoosting: with its defaults, and with early stopping."""
import sys

import pandas
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import mean_squared_error, roc_auc_score
from sklearn_encoding import encode

folder, label, task, *drop = sys.argv[1:]
train, test = (pandas.read_csv(f"{folder}/{name}.csv").drop(columns=drop) for name in ("train", "test"))
features = [c for c in train.columns if c != label]
categories = encode(train, test, features)
values = []
for stop in (False, True):
    learner = HistGradientBoostingRegressor if task == "Regression" else HistGradientBoostingClassifier
    model = learner(max_iter=200, early_stopping=stop, n_iter_no_change=20, categorical_features=categories, random_state=1)
    model.fit(train[features].to_numpy(), train[label])
    if task == "Regression":
        values.append(mean_squared_error(test[label], model.predict(test[features].to_numpy()), squared=False))
    else:
        values.append(roc_auc_score(test[label] == model.classes_[1], model.predict_proba(test[features].to_numpy())[:, 1]))

print(*values)
