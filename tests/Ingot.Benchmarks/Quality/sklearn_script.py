"""What a data scientist's script does of a build: reads train.csv and reference.csv, encodes, trains HistGradientBoosting, and prints ROC AUC, average precision and log loss."""
import sys

import pandas
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score
from sklearn.preprocessing import OrdinalEncoder

folder, iterations = sys.argv[1:]
train, reference = (pandas.read_csv(f"{folder}/{name}.csv") for name in ("train", "reference"))
features = [c for c in train.columns if c != "label"]
texts = [c for c in features if train[c].dtype == object]
encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=float("nan"), encoded_missing_value=float("nan"))
if texts:
    train[texts] = encoder.fit_transform(train[texts])
    reference[texts] = encoder.transform(reference[texts])

# It takes at most 255 categories; more are numbers in the order of their texts.
categories = [c in texts and train[c].nunique() <= 255 for c in features]
model = HistGradientBoostingClassifier(
    max_iter=int(iterations), max_leaf_nodes=31, learning_rate=0.1, early_stopping=False, categorical_features=categories, random_state=1)
model.fit(train[features].to_numpy(), train["label"] == "yes")
scores = model.predict_proba(reference[features].to_numpy())[:, 1]
truth = reference["label"] == "yes"
print(roc_auc_score(truth, scores), average_precision_score(truth, scores), log_loss(truth, scores))
