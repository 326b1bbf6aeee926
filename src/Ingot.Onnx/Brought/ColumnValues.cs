using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Onnx.Graphs;

namespace Ingot.Onnx.Brought;

/// <summary>Makes the inputs of an ONNX file of the project's own out of columns.</summary>
/// <param name="graph">The joined graph.</param>
/// <param name="said">What the project says of columns.</param>
/// <param name="training">Has the rows that fillings follow from.</param>
/// <param name="place">The place of diagnostics about the file.</param>
internal sealed class ColumnValues(OnnxGraph graph, IReadOnlyList<ColumnSpec> said, Table training, SourceLocation place)
{
    private const double MicrosecondsADay = 86_400_000_000;

    private readonly Dictionary<string, string> _inputs = [];

    /// <summary>Adds the inputs of columns, and the value that an input of the file takes.</summary>
    public void Append(BroughtTensor input, IReadOnlyList<SchemaColumn> columns)
    {
        var parts = columns.Select(c => Value(c, (ElementType)input.Type)).ToArray();
        var table = parts.Length == 1 ? parts[0] : graph.Node("Concat", parts, ("axis", 1L));
        graph.Alias(input.Shape?.Count == 1 ? graph.Node("Reshape", [table, graph.Longs([-1], 1)]) : table, BroughtModel.Named(input.Name));
    }

    private string Value(SchemaColumn column, ElementType type)
    {
        var spec = said.FirstOrDefault(c => c.Name == column.Name);
        if (column.Type == ColumnType.String)
        {
            return spec?.Missing is null or MissingValues.Auto or MissingValues.Keep or MissingValues.DropRow ? Input(column.Name, ElementType.String)
                : throw No(spec, $"Column '{DiagnosticText.Shorten(column.Name)}' has Missing=\"{spec.Missing}\", which a text of a model that is brought cannot have: a missing text is \"\" to it. Leave Missing out, or fill it in the data.");
        }

        var fill = Fill(column, spec);
        var isFraction = type is ElementType.Float or ElementType.Double;
        if (!isFraction && fill is null && column.MinFraction < 1)
        {
            throw No(spec, $"Column '{DiagnosticText.Shorten(column.Name)}' may be missing, and the model takes it as {type}, which has no missing value. Give the column Missing=\"Median\", \"Mean\", \"MostFrequent\" or \"Constant\", or in the schema a presence.minFraction of 1.");
        }

        var value = column.Type switch
        {
            ColumnType.Number => graph.Cast(Input(column.Name, Number(column)), ElementType.Double),
            ColumnType.Boolean => graph.Cast(Input(column.Name, ElementType.Bool), ElementType.Double),

            // A fraction is days since 1970, as in the features of Ingot's own models; a whole number is what the column has.
            _ => isFraction
                ? graph.Node("Div", [graph.Cast(Input(column.Name, ElementType.Int64), ElementType.Double), graph.Doubles([MicrosecondsADay], 1)])
                : graph.Cast(Input(column.Name, ElementType.Int64), ElementType.Double),
        };
        if (column.HasPresenceInput)
        {
            value = graph.Node("Where", [Input(column.PresenceInput, ElementType.Bool), value, graph.Doubles([double.NaN], 1)]);
        }

        if ((fill ?? (isFraction ? null : 0)) is { } filling)
        {
            value = graph.Node("Where", [graph.Node("IsNaN", [value]), graph.Doubles([filling], 1), value]);
        }

        return type == ElementType.Double ? value : graph.Cast(value, type);
    }

    private double? Fill(SchemaColumn column, ColumnSpec? spec) => spec?.Missing is not { } missing || missing is MissingValues.Auto or MissingValues.Keep or MissingValues.DropRow ? null
        : ColumnStatistics.Of(training[column.Name], [.. Enumerable.Range(0, training.Rows)])
            .Fill(missing, missing == MissingValues.Constant ? FillConstant.Read(spec, column.Type) : null);

    private static ElementType Number(SchemaColumn column) => column.DataType == TensorDataType.Float64 ? ElementType.Double : ElementType.Float;

    // A column may be in several inputs of the file, and is one of ours.
    private string Input(string name, ElementType type)
    {
        if (!_inputs.TryGetValue(name, out var value))
        {
            _inputs.Add(name, value = graph.Input(name, type));
        }

        return value;
    }

    private IngotException No(ColumnSpec? spec, FormattableString message) => new(TrainDiagnostics.CannotKeepMissing.At(spec?.Location ?? place, message));
}
