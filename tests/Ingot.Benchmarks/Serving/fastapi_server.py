"""The model Churn in scikit-learn behind FastAPI, for the benchmark `serving`: the same requests, columns, rows to learn from and size of
trees. `/infer` does no more than it must: no checks of values, and no data frame. `/infer-pipeline` is what such services mostly are: a
pipeline that is given a data frame and encodes the columns itself."""

import csv
import os

import numpy
import pandas
from fastapi import FastAPI, Request
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder

LABEL = "churn"
NAN = float("nan")


def train(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    names = [n for n in rows[0] if n != LABEL]
    codes = {}
    for name in names:
        values = {r[name] for r in rows} - {"", "NA"}
        try:
            [float(v) for v in values]
        except ValueError:
            codes[name] = {v: float(i) for i, v in enumerate(sorted(values))}
    number = lambda text: 0.0 if text in ("", "NA") else float(text)
    features = numpy.array(
        [[codes[n].get(r[n], -1.0) if n in codes else number(r[n]) for n in names] for r in rows], dtype=numpy.float32)
    labels = [r[LABEL] == "Yes" for r in rows]
    frame = pandas.DataFrame({n: [r[n] if n in codes else number(r[n]) for r in rows] for n in names})
    encoder = ColumnTransformer([("codes", OneHotEncoder(handle_unknown="ignore"), list(codes))], remainder="passthrough")
    pipeline = Pipeline([("encode", encoder), ("model", classifier())])
    return names, codes, classifier().fit(features, labels), pipeline.fit(frame, labels)


def classifier():
    # Of scikit-learn's boosted trees the one that predicts few rows fastest.
    return GradientBoostingClassifier(n_estimators=200, max_leaf_nodes=15, max_depth=None, learning_rate=0.05, random_state=1)


names, codes, model, pipeline = train(os.environ["INGOT_TELCO"])
places = {n: i for i, n in enumerate(names)}
app = FastAPI()


@app.post("/infer")
async def infer(request: Request):
    body = await request.json()
    inputs = body["inputs"]
    rows = inputs[0]["shape"][0]
    features = numpy.zeros((rows, len(names)), dtype=numpy.float32)
    for tensor in inputs:
        name, data = tensor["name"], tensor["data"]
        table = codes.get(name)
        features[:, places[name]] = [table.get(v, -1.0) for v in data] if table is not None else [0.0 if v is None else v for v in data]
    return answer(model.decision_function(features))


@app.post("/infer-pipeline")
async def infer_pipeline(request: Request):
    body = await request.json()
    frame = pandas.DataFrame({t["name"]: t["data"] for t in body["inputs"]})[names]
    numbers = [n for n in names if n not in codes]
    frame[numbers] = frame[numbers].astype(float).fillna(0.0)
    return answer(pipeline.decision_function(frame))


def answer(scores):
    rows = len(scores)
    probabilities = 1 / (1 + numpy.exp(-scores))
    return {
        "model_name": "Churn",
        "model_version": "1",
        "outputs": [
            {"name": "predicted_label", "datatype": "BYTES", "shape": [rows, 1], "data": ["Yes" if p >= 0.5 else "No" for p in probabilities]},
            {"name": "score", "datatype": "FP32", "shape": [rows, 1], "data": scores.tolist()},
            {"name": "probability", "datatype": "FP32", "shape": [rows, 1], "data": probabilities.tolist()},
        ],
    }
