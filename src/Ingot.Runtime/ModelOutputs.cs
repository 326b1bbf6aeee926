using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Ingot.Runtime;

/// <summary>What a model said about the rows of a <see cref="ModelBatch"/>.</summary>
public sealed class ModelOutputs
{
    // In step, and few.
    private readonly IReadOnlyList<string> _names;
    private readonly Array[] _values;

    private ModelOutputs(int rows, IReadOnlyList<string> names, Array[] values)
    {
        Rows = rows;
        _names = names;
        _values = values;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Output <c>predicted_label</c>: the predicted class of each row.</summary>
    /// <exception cref="InvalidDataException">The model has no such output.</exception>
    public string[] PredictedLabels() => Read<string>("predicted_label", 1);

    /// <summary>Output <c>score</c>: the predicted number of each row, or the raw score of a binary model.</summary>
    /// <exception cref="InvalidDataException">The model has no such output.</exception>
    public float[] Scores() => Read<float>("score", 1);

    /// <summary>Output <c>prediction_low</c>: the lower end of each predicted number's interval.</summary>
    /// <exception cref="InvalidDataException">The model has no such output.</exception>
    public float[] PredictionLows() => Read<float>("prediction_low", 1);

    /// <summary>Output <c>prediction_high</c>: the upper end of each predicted number's interval.</summary>
    /// <exception cref="InvalidDataException">The model has no such output.</exception>
    public float[] PredictionHighs() => Read<float>("prediction_high", 1);

    /// <summary>Output <c>probability</c>: the positive class's of each row.</summary>
    /// <exception cref="InvalidDataException">The model has no such output.</exception>
    public float[] Probability() => Read<float>("probability", 1);

    /// <summary>Output <c>probabilities</c>: one for each class, row by row.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="InvalidDataException">The model has no such output, or another number of classes.</exception>
    public float[] Probabilities(int classes) => Read<float>("probabilities", classes);

    internal static ModelOutputs Copy(int rows, IReadOnlyList<string> names, IReadOnlyList<OrtValue> values)
    {
        var arrays = new Array[names.Count];
        for (var i = 0; i < arrays.Length; i++)
        {
            arrays[i] = Copy(names[i], values[i]);
        }

        return new ModelOutputs(rows, names, arrays);
    }

    private static Array Copy(string name, OrtValue value) => value.GetTensorTypeAndShape().ElementDataType switch
    {
        TensorElementType.String => Shared(value.GetStringTensorAsArray()),
        TensorElementType.Float => value.GetTensorDataAsSpan<float>().ToArray(),
        var other => throw new InvalidDataException($"The model's output '{name}' is of {other}; expected Float or String. Use client and model of one build."),
    };

    /// <summary>ONNX Runtime makes a string for each row; the classes are few, so equal ones become one.</summary>
    private static string[] Shared(string[] values)
    {
        if (values.Length == 1)
        {
            return values;
        }

        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < values.Length; i++)
        {
            if (known.TryGetValue(values[i], out var same))
            {
                values[i] = same;
            }
            else
            {
                known.Add(values[i], values[i]);
            }
        }

        return values;
    }

    private T[] Read<T>(string name, int width)
    {
        var index = 0;
        while (index < _values.Length && _names[index] != name)
        {
            index++;
        }

        if (index == _values.Length || _values[index] is not T[] values)
        {
            throw new InvalidDataException(
                $"The model has no output '{name}' of {typeof(T).Name}; it has {string.Join(", ", _names)}. Use client and model of one build.");
        }

        return values.Length == (long)Rows * width
            ? values
            : throw new InvalidDataException(
                $"The model's output '{name}' has {values.Length} values for {Rows} rows; expected {width} a row. Use client and model of one build.");
    }
}
