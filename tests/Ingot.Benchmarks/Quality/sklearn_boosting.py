"""Prints RMSE or ROC AUC on test.csv of scikit-learn's HistGradientBoosting: with its defaults, and with early stopping."""
import sys

import pandas
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import mean_squared_error, roc_auc_score
from sklearn.preprocessing import OrdinalEncoder

folder, label, task, *drop = sys.argv[1:]
train, test = (pandas.read_csv(f"{folder}/{name}.csv").drop(columns=drop) for name in ("train", "test"))
features = [c for c in train.columns if c != label]
texts = [c for c in features if train[c].dtype == object]
encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=float("nan"), encoded_missing_value=float("nan"))
if texts:
    train[texts] = encoder.fit_transform(train[texts])
    test[texts] = encoder.transform(test[texts])

# It takes at most 255 categories; more are numbers in the order of their texts.
categories = [c in texts and train[c].nunique() <= 255 for c in features]
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
