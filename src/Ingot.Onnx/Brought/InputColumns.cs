using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Onnx.Brought;

/// <summary>Which columns the inputs of an ONNX file of the project's own are made of.</summary>
/// <param name="model">The file.</param>
/// <param name="own">What the project says of it.</param>
/// <param name="schema">The columns.</param>
/// <param name="sink">Takes what was guessed.</param>
internal sealed class InputColumns(BroughtModel model, OwnModelSpec own, ModelSchema schema, IDiagnosticSink sink)
{
    private readonly List<SchemaColumn> _features = [.. schema.Features];

    /// <summary>The columns of each input, side by side, in the order of the inputs.</summary>
    /// <param name="inputs">The inputs that the answer depends on.</param>
    /// <exception cref="IngotException">INGOT2060: an input cannot be made of the columns, or nobody says of which.</exception>
    public IReadOnlyList<(BroughtTensor Input, IReadOnlyList<SchemaColumn> Columns)> Find(IReadOnlyList<BroughtTensor> inputs)
    {
        foreach (var said in own.InputColumns.Where(i => i.Name is not null && inputs.All(t => t.Name != i.Name)))
        {
            throw Wrong(said.Location, $"The ModelInput '{said.Name}' is none that the answer of '{model.Name}' depends on; those are {Listed(inputs)}. Correct its name, or remove it.");
        }

        var found = new Dictionary<string, IReadOnlyList<SchemaColumn>>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            if (!input.IsTable)
            {
                throw Wrong(own.Location, $"The input {input} of '{model.Name}' is no table with any number of rows; expected one or two dimensions, the first of them open. Export the model with an open first dimension (dynamic_axes or dynamic_shapes in PyTorch, an initial type of [None, columns] in skl2onnx); models of pictures or sequences are not taken.");
            }

            if ((Said(input, inputs) ?? ByName(input)) is { } columns)
            {
                found.Add(input.Name, columns);
            }
        }

        if (inputs.Where(i => !found.ContainsKey(i.Name)).ToList() is { Count: > 0 } open)
        {
            found.Add(open[0].Name, open.Count == 1 ? InOrder(open[0], found.Values) : throw Unknown(open));
        }

        foreach (var input in inputs)
        {
            Check(input, found[input.Name]);
        }

        SayUnused(found.Values);
        return [.. inputs.Select(i => (i, found[i.Name]))];
    }

    private List<SchemaColumn>? Said(BroughtTensor input, IReadOnlyList<BroughtTensor> inputs)
    {
        var said = own.InputColumns.FirstOrDefault(i => i.Name == input.Name) ?? own.InputColumns.FirstOrDefault(i => i.Name is null);
        if (said is null)
        {
            return null;
        }

        if (said.Name is null && inputs.Count > 1)
        {
            throw Wrong(said.Location, $"Columns is said, and the answer of '{model.Name}' depends on {inputs.Count} inputs: {Listed(inputs)}. Remove Columns, and add for each <ModelInput Include=\"{Shown(inputs[0].Name)}\" Columns=\"…\" />.");
        }

        return [.. said.Columns.Select(name => _features.FirstOrDefault(c => c.Name == name) ?? throw NoFeature(said, name))];
    }

    private IngotException NoFeature(ModelInputSpec said, string name) => Wrong(
        said.Location,
        $"Columns names '{Shown(name)}', which {(schema.Columns.FirstOrDefault(c => c.Name == name) is { } column ? $"has the role {column.Role} and is no feature" : $"the data do not have{DiagnosticText.DidYouMean(name, _features.Select(c => c.Name))}")}; expected some of {Listed(_features)}.");

    private List<SchemaColumn>? ByName(BroughtTensor input)
    {
        if (_features.FirstOrDefault(c => c.Name == input.Name) is { } same)
        {
            return [same];
        }

        // Converters write other characters for blanks and points.
        if (_features.Where(c => Plain(c.Name) == Plain(input.Name)).ToList() is [var alike])
        {
            sink.Report(TrainDiagnostics.OwnModelGuessed.At(
                own.Location,
                $"The input {input} of '{model.Name}' was taken for the column '{Shown(alike.Name)}', whose name is nearly the same. Say so: <ModelInput Include=\"{Shown(input.Name)}\" Columns=\"{Shown(alike.Name)}\" />."));
            return [alike];
        }

        return null;
    }

    private List<SchemaColumn> InOrder(BroughtTensor input, IEnumerable<IReadOnlyList<SchemaColumn>> taken)
    {
        var used = taken.SelectMany(c => c).ToHashSet();
        var left = _features.Where(c => !used.Contains(c)).ToList();
        if (left.Count == 0 || (input.Width is { } width && width != left.Count) || left.Exists(c => !CanBe(input, c)))
        {
            throw Unknown([input]);
        }

        if (left.Count > 1)
        {
            sink.Report(TrainDiagnostics.OwnModelGuessed.At(
                own.Location,
                $"The input {input} of '{model.Name}' was taken for the features in the order of the data: {Listed(left)}. Another order would make a wrong model that nothing notices but its metrics. Check it, and say it: Columns=\"{string.Join(';', left.Select(c => c.Name))}\"."));
        }

        return left;
    }

    private IngotException Unknown(List<BroughtTensor> open) => Wrong(
        own.Location,
        $"Nobody says which columns {Listed(open)} of '{model.Name}' {DiagnosticText.Agree(open.Count, "is", "are")} made of. The features are {Listed(_features)} ({string.Join(", ", _features.GroupBy(c => c.Type).Select(g => DiagnosticText.Count(g.Count(), g.Key.ToString())))}). Add {(own.InputColumns.Count == 0 && open.Count == 1 ? "the metadata Columns with their names, separated by semicolons" : $"<ModelInput Include=\"{Shown(open[0].Name)}\" Columns=\"…\" /> for each")}, or give columns that the model does not take the role Ignored.");

    private void Check(BroughtTensor input, IReadOnlyList<SchemaColumn> columns)
    {
        if (input.Width is { } width && width != columns.Count)
        {
            throw Wrong(own.Location, $"The input {input} of '{model.Name}' has {DiagnosticText.Count((int)Math.Min(width, int.MaxValue), "value")} a row, and is to be made of {DiagnosticText.Count(columns.Count, "column")}: {Listed(columns)}. Correct Columns.");
        }

        if (columns.FirstOrDefault(c => !CanBe(input, c)) is { } wrong)
        {
            throw Wrong(own.Location, $"The column '{Shown(wrong.Name)}' is a {wrong.Type} column, of which the input {input} of '{model.Name}' cannot be made. {(wrong.Type == ColumnType.String ? "A model that takes numbers for texts was given codes or one column for each value: export these steps with the model (a ColumnTransformer in scikit-learn), or prepare such columns in the data." : "Give the column another Type in the schema, or the model an input of another type.")}");
        }
    }

    private void SayUnused(IEnumerable<IReadOnlyList<SchemaColumn>> used)
    {
        var taken = used.SelectMany(c => c).ToHashSet();
        if (_features.Where(c => !taken.Contains(c)).ToList() is { Count: > 0 } unused)
        {
            sink.Report(TrainDiagnostics.OwnModelLeavesOut.At(
                own.Location,
                $"'{model.Name}' does not take {Listed(unused)}, which the schema has as {DiagnosticText.Agree(unused.Count, "a feature", "features")}: callers would be asked for {DiagnosticText.Agree(unused.Count, "it", "them")} in vain. Give {DiagnosticText.Agree(unused.Count, "it", "them")} the role Ignored, or correct Columns."));
        }
    }

    private static bool CanBe(BroughtTensor input, SchemaColumn column) => column.Type == ColumnType.String ? input.IsText : input.IsNumeric;

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string Shown(string name) => DiagnosticText.Shorten(name);

    private static string Listed(IEnumerable<BroughtTensor> tensors) => DiagnosticText.List(tensors.Select(t => t.ToString()));

    private static string Listed(IEnumerable<SchemaColumn> columns) => DiagnosticText.List(columns.Select(c => Shown(c.Name)));

    private static IngotException Wrong(SourceLocation place, FormattableString message) => new(TrainDiagnostics.OwnModelInputs.At(place, message));
}
