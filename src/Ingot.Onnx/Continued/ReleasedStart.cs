using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Onnx.Brought;
using Ingot.Onnx.Graphs;
using Ingot.Onnx.Learned;

namespace Ingot.Onnx.Continued;

/// <summary>
/// What a released model says of a row before the last step of its file: what further trees are learned on top of. Of two classes it is the log-odds, of more the raw scores before softmax,
/// or logarithms of probabilities, of numbers the number itself or, where the model says the exponential of something, that; in 64 bits as far as the file has them. Its part of the file stays as it is.
/// </summary>
public sealed class ReleasedStart
{
    /// <summary>The key of the metadata that has the releases that a file continues from, the oldest first.</summary>
    public const string Key = "ingot.continued";

    /// <summary>The name of the output of <see cref="ToBytes"/>.</summary>
    public const string Raw = "raw";

    private const string Prefix = "released/";
    private const double Least = 1e-15;

    private readonly BroughtModel _model;
    private readonly ModelSchema _schema;
    private readonly Margin _margin;

    private ReleasedStart(BroughtModel model, ModelSchema schema, ReleasedPart self)
    {
        (_model, _schema, _margin) = (model, schema, MarginOf(model, schema));
        Releases = [.. Before(model), self with { Trees = model.Trees() - Before(model).Sum(p => p.Trees) }];
    }

    /// <summary>The releases that the file is made of, the oldest first: the last one is the one that was read.</summary>
    public IReadOnlyList<ReleasedPart> Releases { get; }

    /// <summary>The columns that it takes.</summary>
    public IReadOnlyList<string> Columns => [.. _model.Inputs.Select(i => i.Name)];

    /// <summary>Raw scores a row.</summary>
    public int Outputs => _schema.Task == ModelTask.MulticlassClassification ? _schema.Classes.Count : 1;

    /// <summary>Whether what it says of a number is the exponential of something.</summary>
    public bool IsExponential => _margin.BeforeExponential is not null;

    /// <summary>Reads a released model.</summary>
    /// <param name="onnx">The bytes of its ONNX file, judged already: size, depth, operators, values in other files.</param>
    /// <param name="schema">The schema that it was released with.</param>
    /// <param name="self">Which release it is; its trees are counted.</param>
    /// <exception cref="InvalidDataException">Nothing can be learned on top of it; the message says why, to follow "it".</exception>
    public static ReleasedStart Read(byte[] onnx, ModelSchema schema, ReleasedPart self)
    {
        ArgumentNullException.ThrowIfNull(schema);
        try
        {
            var model = BroughtModel.Read(onnx, self.Package, SourceLocation.None, Prefix);
            return model.Versions == OnnxVersions.Own
                ? new ReleasedStart(model, schema, self)
                : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"is written in version {model.Versions.Operators} of the operators of ai.onnx, as a model that was brought; expected {OnnxVersions.Own.Operators}"));
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or JsonException or IngotException)
        {
            throw new InvalidDataException("cannot be read as an ONNX file of Ingot", e);
        }
    }

    /// <summary>The bytes of an ONNX file with nothing but the raw scores, <see cref="Raw"/>, as its output.</summary>
    /// <param name="link">What the scores are made predictions by.</param>
    public byte[] ToBytes(OutputLink link)
    {
        var graph = new OnnxGraph();
        graph.Output(AppendTo(graph, link), Raw, ElementType.Double, Outputs);
        DescribeWidth(graph, 0, new Dictionary<string, IReadOnlyList<string>>());
        return graph.ToArray(Raw);
    }

    /// <summary>Adds the raw scores to a graph, of 64 bits.</summary>
    internal string AppendTo(OnnxGraph graph, OutputLink link)
    {
        foreach (var input in _model.Inputs)
        {
            graph.Alias(graph.Input(input.Name, (ElementType)input.Type), _model.NameOf(input.Name));
        }

        var value = link == OutputLink.Exponential
            ? _margin.BeforeExponential ?? throw new ArgumentException("The released model does not say the exponential of something.", nameof(link))
            : _margin.Value;
        _model.AppendTo(graph, value);
        if (_model.NeedsOnnxRuntime)
        {
            graph.NeedOnnxRuntime();
        }

        var raw = graph.Cast(_model.NameOf(value), ElementType.Double);
        return _margin.IsProbability ? graph.Node("Log", [graph.Node("Max", [raw, graph.Doubles([Least], 1)])]) : raw;
    }

    /// <summary>Says in a file what it continues from, how wide its features are and which words it knows, those of the released part too.</summary>
    internal void Describe<T>(OnnxGraph graph, int features, IReadOnlyDictionary<string, T> words)
        where T : notnull
    {
        graph.Metadata(Key, JsonSerializer.Serialize(Releases, ReleasedPart.Format));
        DescribeWidth(graph, features, words);
    }

    private void DescribeWidth<T>(OnnxGraph graph, int features, IReadOnlyDictionary<string, T> words)
        where T : notnull
    {
        var (width, all) = (features, new SortedDictionary<string, object>(words.ToDictionary(w => w.Key, w => (object)w.Value), StringComparer.Ordinal));
        foreach (var (key, value) in _model.Metadata)
        {
            width = key == OnnxGraph.WidthKey ? Math.Max(width, int.Parse(value, CultureInfo.InvariantCulture)) : width;
            foreach (var (column, list) in key == OnnxGraph.WordsKey ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(value)! : [])
            {
                all.TryAdd(column, list);
            }
        }

        if (width > 0)
        {
            graph.Width(width);
        }

        if (all.Count > 0)
        {
            graph.Metadata(OnnxGraph.WordsKey, JsonSerializer.Serialize(all));
        }
    }

    private static List<ReleasedPart> Before(BroughtModel model) =>
        model.Metadata.FirstOrDefault(m => m.Key == Key).Value is { } text ? JsonSerializer.Deserialize<List<ReleasedPart>>(text, ReleasedPart.Format) ?? [] : [];

    private static Margin MarginOf(BroughtModel model, ModelSchema schema)
    {
        var isIsotonic = model.Metadata.Any(m => m.Key == Calibration.Key && m.Value == "Isotonic");
        switch (schema.Task)
        {
            case ModelTask.BinaryClassification when Behind(model, OutputNames.Probability) is var probability:
                return model.MakerOf(probability) is { Operator: "Sigmoid" } sigmoid ? new Margin(sigmoid.Inputs[0])
                    : isIsotonic ? throw Steps()
                    : new Margin(Behind(model, OutputNames.Score));
            case ModelTask.MulticlassClassification when Behind(model, OutputNames.Probabilities) is var probabilities:
                return model.MakerOf(probabilities) is { Operator: "Softmax" } softmax ? new Margin(softmax.Inputs[0])
                    : isIsotonic ? throw Steps()
                    : new Margin(probabilities) { IsProbability = true };
            case ModelTask.Regression when Behind(model, OutputNames.Score) is var score:
                return new Margin(score) { BeforeExponential = model.MakerOf(score) is { Operator: "Exp" } exponential ? exponential.Inputs[0] : null };
            default:
                throw new InvalidDataException($"is one of the task {schema.Task}, whose scores nothing can be added to");
        }
    }

    private static InvalidDataException Steps() =>
        new("has an isotonic calibration: rows that it takes for different ones are alike behind its steps. Only uncalibrated models, and those with Sigmoid or Temperature, can be continued from");

    /// <summary>The value that an output is of, without the steps that name it and make 32 bits of it.</summary>
    private static string Behind(BroughtModel model, string output)
    {
        if (model.Outputs.All(o => o.Name != output))
        {
            throw new InvalidDataException($"has no output '{output}'");
        }

        var value = output;
        while (model.MakerOf(value) is { Operator: "Identity" or "Cast", Inputs: [var one] })
        {
            value = one;
        }

        return value;
    }

    /// <summary>Where the raw scores are in the file.</summary>
    private sealed record Margin(string Value)
    {
        public bool IsProbability { get; init; }

        public string? BeforeExponential { get; init; }
    }
}
