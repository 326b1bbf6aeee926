"""How texts become numbers for HistGradientBoosting, in the scripts beside this file."""
from sklearn.preprocessing import OrdinalEncoder


def encode(train, other, features):
    """Encodes the texts of both tables in place, as those of the first say, and tells of each feature whether it is a category."""
    texts = [c for c in features if train[c].dtype == object]
    encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=float("nan"), encoded_missing_value=float("nan"))
    if texts:
        train[texts] = encoder.fit_transform(train[texts])
        other[texts] = encoder.transform(other[texts])

    # It takes at most 255 categories; more are numbers in the order of their texts.
    return [c in texts and train[c].nunique() <= 255 for c in features]
