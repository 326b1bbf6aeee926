"""Prints, for scikit-learn's HistGradientBoosting and RandomForest with their defaults: RMSE, or log loss and ROC AUC (0 of several classes), on test.csv, and seconds of training."""
import sys
import time

import pandas
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier, RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.metrics import log_loss, mean_squared_error, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder

folder, label, task, *drop = sys.argv[1:]
train, test = (pandas.read_csv(f"{folder}/{name}.csv").drop(columns=drop) for name in ("train", "test"))
features = [c for c in train.columns if c != label]
texts = [c for c in features if train[c].dtype == object]
encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=float("nan"), encoded_missing_value=float("nan"))
regression = task == "Regression"

# Boosting takes at most 255 categories; more are numbers in the order of their texts.
rest = [c for c in features if c not in texts]
categories = [train[c].nunique() <= 255 for c in texts] + [False for _ in rest]
boosting = HistGradientBoostingRegressor if regression else HistGradientBoostingClassifier
forest = RandomForestRegressor if regression else RandomForestClassifier
contestants = [
    make_pipeline(
        make_column_transformer((encoder, texts), ("passthrough", rest)),
        boosting(categorical_features=categories, random_state=1)),
    make_pipeline(
        make_column_transformer((OneHotEncoder(handle_unknown="ignore", max_categories=32), texts), (SimpleImputer(strategy="median"), rest)), forest(random_state=1)),
]
values = []
for model in contestants:
    start = time.perf_counter()
    model.fit(train[features], train[label])
    seconds = time.perf_counter() - start
    if regression:
        values += [mean_squared_error(test[label], model.predict(test[features])) ** 0.5, 0, seconds]
    else:
        said = model.predict_proba(test[features])
        auc = roc_auc_score(test[label] == model.classes_[1], said[:, 1]) if len(model.classes_) == 2 else 0
        values += [log_loss(test[label], said, labels=model.classes_), auc, seconds]

print(*values)
