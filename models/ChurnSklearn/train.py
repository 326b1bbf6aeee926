"""Trains scikit-learn's logistic regression on rows that Ingot hands over, and writes it as ONNX."""
import csv
import sys

import numpy
import onnx
from onnx import TensorProto, helper
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

training, model_file, label = sys.argv[1:4]
with open(training, newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
names = [name for name in rows[0] if name != label]


def is_number(name):
    try:
        return all(row[name] == "" or float(row[name]) is not None for row in rows)
    except ValueError:
        return False


numbers = [name for name in names if is_number(name)]
texts = [name for name in names if name not in numbers]
columns = numbers + texts
table = numpy.array([[float(row[n]) if row[n] else 0.0 for n in numbers] + [row[t] for t in texts] for row in rows], dtype=object)
labels = numpy.array([row[label] for row in rows])
print("20% read", len(rows), "rows")

pipeline = Pipeline([
    ("prepare", ColumnTransformer([
        ("numbers", StandardScaler(), list(range(len(numbers)))),
        ("texts", OneHotEncoder(handle_unknown="ignore"), list(range(len(numbers), len(columns)))),
    ])),
    ("learn", LogisticRegression(max_iter=2000)),
])
pipeline.fit(table, labels)
print("80% fitted")

# What skl2onnx writes of such a pipeline, by hand: Debian has no package of it.
scaler = pipeline.named_steps["prepare"].named_transformers_["numbers"]
encoder = pipeline.named_steps["prepare"].named_transformers_["texts"] if texts else None
learned = pipeline.named_steps["learn"]
nodes = [
    helper.make_node("Concat", numbers, ["numbers"], axis=1),
    helper.make_node("Scaler", ["numbers"], ["scaled"], domain="ai.onnx.ml",
                     offset=scaler.mean_.tolist(), scale=(1 / scaler.scale_).tolist()),
]
parts = ["scaled"]
constants = []
for index, name in enumerate(texts):
    categories = [str(c) for c in encoder.categories_[index]]
    nodes.append(helper.make_node("OneHotEncoder", [name], [name + "_cube"], domain="ai.onnx.ml", cats_strings=categories, zeros=1))
    constants.append(helper.make_tensor(name + "_shape", TensorProto.INT64, [2], [-1, len(categories)]))
    nodes.append(helper.make_node("Reshape", [name + "_cube", name + "_shape"], [name + "_hot"]))
    parts.append(name + "_hot")
classes = [str(c) for c in learned.classes_]
coefficients = learned.coef_[0]
nodes += [
    helper.make_node("Concat", parts, ["features"], axis=1),
    helper.make_node("LinearClassifier", ["features"], ["label", "raw"], domain="ai.onnx.ml",
                     classlabels_strings=classes, multi_class=0, post_transform="LOGISTIC",
                     coefficients=numpy.concatenate([-coefficients, coefficients]).tolist(),
                     intercepts=[-learned.intercept_[0], learned.intercept_[0]]),
    helper.make_node("Normalizer", ["raw"], ["probabilities"], domain="ai.onnx.ml", norm="L1"),
    helper.make_node("ZipMap", ["probabilities"], ["output_probability"], domain="ai.onnx.ml", classlabels_strings=classes),
    helper.make_node("Identity", ["label"], ["output_label"]),
]
probability = onnx.ValueInfoProto(name="output_probability")
probability.type.sequence_type.elem_type.map_type.key_type = TensorProto.STRING
probability.type.sequence_type.elem_type.map_type.value_type.tensor_type.elem_type = TensorProto.FLOAT
graph = helper.make_graph(
    nodes, "pipeline",
    [helper.make_tensor_value_info(n, TensorProto.FLOAT, [None, 1]) for n in numbers]
    + [helper.make_tensor_value_info(t, TensorProto.STRING, [None, 1]) for t in texts],
    [helper.make_tensor_value_info("output_label", TensorProto.STRING, [None]),
     probability],
    constants)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 12), helper.make_opsetid("ai.onnx.ml", 1)])
model.ir_version = 7
onnx.save(model, model_file)
print("100% written")
