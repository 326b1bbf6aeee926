using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Onnx.Brought;

/// <summary>Which output of an ONNX file of the project's own is its answer, and which class each of its values is of.</summary>
/// <param name="model">The file.</param>
/// <param name="own">What the project says of it.</param>
/// <param name="schema">The task and the classes.</param>
/// <param name="sink">Takes what was guessed.</param>
internal sealed class AnswerFinder(BroughtModel model, OwnModelSpec own, ModelSchema schema, IDiagnosticSink sink)
{
    private readonly IReadOnlyList<string> _classes = schema.Classes;
    private readonly SourceLocation _place = own.Output?.Location ?? own.Location;

    private bool IsValue => _classes.Count == 0;

    /// <summary>Finds it.</summary>
    /// <exception cref="IngotException">INGOT2061: there is none, there are several, or it does not fit the task.</exception>
    public Answer Find()
    {
        var output = Choose();
        var (tensor, labels) = Unzipped(output);
        if (!tensor.IsFraction && !(IsValue && tensor.IsNumeric))
        {
            throw Wrong($"The output {output} of '{model.Name}' holds no fractions; expected {Expected()} as float or double.");
        }

        if (!tensor.IsTable)
        {
            throw Wrong($"The output {output} of '{model.Name}' is no table with any number of rows; expected {Expected()}, the first dimension open.");
        }

        var kind = own.Output?.Kind ?? (IsValue ? ModelOutputKind.Value : ModelOutputKind.Probabilities);
        if (kind == ModelOutputKind.Value != IsValue)
        {
            throw Wrong($"The output {output} of '{model.Name}' is said to be {kind}, and the task is {schema.Task}. Write As=\"{(IsValue ? "Value" : "Probabilities")}\"{(IsValue ? string.Empty : " or \"Logits\"")}, or leave As out.");
        }

        if (IsValue)
        {
            return tensor.Width is null or 1 ? new Answer(tensor.Name, tensor.Type, 1, kind, [], true) : throw Width(output, tensor.Width.Value);
        }

        labels ??= model.ClassesOf(tensor.Name);
        var width = (int)Math.Min(int.MaxValue, tensor.Width ?? labels?.Count ?? own.Output?.Classes?.Count ?? _classes.Count);
        return width == _classes.Count || (width == 1 && _classes.Count == 2)
            ? new Answer(tensor.Name, tensor.Type, width, kind, Order(output, width, labels), own.Output?.Kind is not null)
            : throw Width(output, width);
    }

    private BroughtTensor Choose()
    {
        if (own.Output?.Name is { } said)
        {
            return model.Outputs.FirstOrDefault(o => o.Name == said)
                ?? throw Wrong($"'{model.Name}' has no output '{DiagnosticText.Shorten(said)}'; expected one of {Listed(model.Outputs)}. Correct the name.");
        }

        var able = model.Outputs.Where(o => IsAble(o)).ToList();
        return able.Count switch
        {
            1 => able[0],
            0 => throw Wrong($"No output of '{model.Name}' holds {Expected()}: it has {Listed(model.Outputs)}. {(IsValue ? "Export the model with the number that it predicts" : "A label alone cannot be ranked or calibrated: export the probabilities or the decision function too")}."),
            _ => throw Wrong($"Several outputs of '{model.Name}' could be its answer: {Listed(able)}. Say which: Output=\"{DiagnosticText.Shorten(able[0].Name)}\" on the {(own.Kind == OwnModelKind.Pretrained ? "PretrainedModel" : "Trainer")}."),
        };
    }

    private bool IsAble(BroughtTensor output) => output.Type == 0 ? !IsValue && model.Unzip(output) is not null
        : output.IsFraction && output.IsTable && (output.Width is not { } width || (IsValue ? width == 1 : width == _classes.Count || (width == 1 && _classes.Count == 2)));

    private (BroughtTensor Tensor, IReadOnlyList<string>? Labels) Unzipped(BroughtTensor output) => output.Type != 0 ? (output, null)
        : model.Unzip(output) is { } map ? (map.Tensor, map.Classes)
        : throw Wrong($"The output {output} of '{model.Name}' is a list of maps that no ZipMap makes, which cannot be read. Export the model without it (skl2onnx: options={{'zipmap': False}}).");

    /// <summary>For each class of the schema its place among the values.</summary>
    private int[] Order(BroughtTensor output, int width, IReadOnlyList<string>? labels)
    {
        if (own.Output?.Classes is { } said)
        {
            return said.Count == _classes.Count && said.ToHashSet(StringComparer.Ordinal).SetEquals(_classes) ? Places(said, width)
                : throw Wrong($"Classes says {Shown(said)}; expected the classes of the data, {Shown(_classes)}, in the order of the model's values.");
        }

        if (labels is not null && labels.Count == _classes.Count && labels.ToHashSet(StringComparer.Ordinal).SetEquals(_classes))
        {
            return Places(labels, width);
        }

        var sorted = _classes.Order(StringComparer.Ordinal).ToList();
        if (labels is not null && !labels.SequenceEqual(Enumerable.Range(0, _classes.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))))
        {
            throw Wrong($"The classes of '{model.Name}' are {Shown(labels)}, and those of the data {Shown(_classes)}. Say which is which: Classes=\"…\" has the classes of the data in the order of the model's.");
        }

        sink.Report(TrainDiagnostics.OwnModelGuessed.At(
            _place,
            $"The values of the output {output} of '{model.Name}' were taken for {(width == 1 ? $"those of the class '{DiagnosticText.Shorten(sorted[^1])}', the last one in ordinal order" : $"the classes in ordinal order: {Shown(sorted)}")}, as most tools sort them. Another order would turn the model's answers round. Check it, and say it: Classes=\"{string.Join(';', sorted)}\"."));
        return Places(sorted, width);
    }

    // A single value speaks of the last class.
    private int[] Places(IReadOnlyList<string> order, int width) =>
        [.. _classes.Select(c => width > 1 ? order.ToList().IndexOf(c) : order[^1] == c ? 0 : -1)];

    private string Expected() => IsValue ? "a number for each row"
        : _classes.Count == 2 ? "the probability of one class, or of both, for each row"
        : $"{_classes.Count} probabilities for each row, one for each class";

    private IngotException Width(BroughtTensor output, long width) =>
        Wrong($"The output {output} of '{model.Name}' has {width:N0} values a row; expected {Expected()}{(IsValue ? string.Empty : $" ({Shown(_classes)})")}. Name another output, or correct the task or the data.");

    private static string Shown(IEnumerable<string> classes) => DiagnosticText.List(classes.Select(c => $"'{DiagnosticText.Shorten(c)}'"));

    private static string Listed(IEnumerable<BroughtTensor> tensors) => DiagnosticText.List(tensors.Select(t => t.ToString()));

    private IngotException Wrong(FormattableString message) => new(TrainDiagnostics.OwnModelOutputs.At(_place, message));
}
