"""Prints RMSE or ROC AUC on test.csv of scikit-learn's RandomForest of 200 trees: with its defaults, and with five rows in a leaf."""
import sys

import pandas
from sklearn.compose import make_column_transformer
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.metrics import mean_squared_error, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

folder, label, task, *drop = sys.argv[1:]
train, test = (pandas.read_csv(f"{folder}/{name}.csv").drop(columns=drop) for name in ("train", "test"))
features = [c for c in train.columns if c != label]
texts = [c for c in features if train[c].dtype == object]
values = []
for leaf in (1, 5):
    forest = RandomForestRegressor if task == "Regression" else RandomForestClassifier
    columns = make_column_transformer((OneHotEncoder(handle_unknown="ignore", max_categories=32), texts), remainder=SimpleImputer(strategy="median"))
    model = make_pipeline(columns, forest(n_estimators=200, min_samples_leaf=leaf, random_state=1))
    model.fit(train[features], train[label])
    if task == "Regression":
        values.append(mean_squared_error(test[label], model.predict(test[features]), squared=False))
    else:
        values.append(roc_auc_score(test[label] == model.classes_[1], model.predict_proba(test[features])[:, 1]))

print(*values)
