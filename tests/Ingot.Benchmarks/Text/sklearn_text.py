"""Trains scikit-learn on train.tsv and prints seconds, ROC AUC on reference.tsv and the number of features, of words and of pairs of them."""
import sys
import time

from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline

folder, kind, size = sys.argv[1:]


def read(name):
    with open(f"{folder}/{name}.tsv", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t", 1) for line in file][1:]
    return [row[1] for row in rows], [row[0] == "content" for row in rows]


begin = time.perf_counter()
texts, labels = read("train")
others, truth = read("reference")
common = {"token_pattern": r"\w+", "ngram_range": (1, 2)}
if kind == "Hashed":
    features = make_pipeline(HashingVectorizer(n_features=int(size), norm=None, **common), TfidfTransformer())
else:
    features = TfidfVectorizer(min_df=5, max_features=int(size), **common)
matrix = features.fit_transform(texts)
model = LogisticRegression(C=10, max_iter=1000).fit(matrix, labels)
area = roc_auc_score(truth, model.predict_proba(features.transform(others))[:, 1])
print(time.perf_counter() - begin, area, matrix.shape[1])
