using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;

namespace Ingot.Training;

/// <summary>The columns of a table as inputs of a <see cref="TableModel"/>, under names of its own: any name of a column is so a good one.</summary>
internal sealed class TableInputs
{
    /// <summary>The name of the label, which no input has.</summary>
    public const string Label = "label";

    private readonly IReadOnlyList<Input> _inputs;

    private TableInputs(IReadOnlyList<Input> inputs) => _inputs = inputs;

    /// <summary>The inputs as features.</summary>
    public IEnumerable<SchemaColumn> Schema => _inputs.Select(i => new SchemaColumn
    {
        Name = i.Name,
        Type = i.IsMissingFlag ? ColumnType.Boolean : i.Type,
        Role = ColumnRole.Feature,
        Precision = NumberPrecision.Float64,
        MinFraction = i.IsMissingFlag ? 1 : 0,
    });

    /// <summary>The inputs that the columns of a table make.</summary>
    /// <param name="features">The columns.</param>
    /// <param name="withMissing">Whether what is missing is an input of its own, for a learner that cannot take missing values.</param>
    public static TableInputs Of(Table features, bool withMissing) => new(
    [
        .. features.Columns.Select((c, i) => new Input($"c{i}", c.Name, TypeOf(c), false)),
        .. features.Columns.Select((c, i) => new Input($"m{i}", c.Name, TypeOf(c), true))
            .Where(i => withMissing && HasMissing(features[i.Column])),
    ]);

    /// <summary>The columns of a table as the inputs.</summary>
    /// <exception cref="ArgumentException">A column is not there, or of another type.</exception>
    public Table Table(Table features) => new([.. _inputs.Select(i => Column(features, i))], features.Rows);

    /// <summary>What each column gave to what was learned, the greatest first; those that gave nothing are not there.</summary>
    public IReadOnlyList<ColumnGain> Gains(FeaturePlan plan, LearnedModel learned)
    {
        var columnOf = _inputs.ToDictionary(i => i.Name, i => i.Column, StringComparer.Ordinal);
        var gains = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var node in learned is TreeModel trees ? trees.Trees.SelectMany(t => t.Nodes) : [])
        {
            var column = columnOf[plan.Columns[node.Feature]];
            gains[column] = gains.GetValueOrDefault(column) + Math.Max(0, node.Gain);
        }

        var total = gains.Values.Sum();
        return
        [
            .. gains.Where(g => g.Value > 0).Select(g => new ColumnGain(g.Key, g.Value / total))
                .OrderByDescending(g => g.Share).ThenBy(g => g.Column, StringComparer.Ordinal),
        ];
    }

    private static TableColumn Column(Table features, Input input)
    {
        var column = features.Find(input.Column)
            ?? throw new ArgumentException($"There is no column '{input.Column}', which was learned from.", nameof(features));
        if (TypeOf(column) != input.Type)
        {
            throw new ArgumentException($"Column '{input.Column}' is of type {TypeOf(column)}; what was learned from was of type {input.Type}.", nameof(features));
        }

        return input.IsMissingFlag ? Missing(column, input.Name) : column switch
        {
            // Neither the trees' thresholds nor the cuts between values can be infinite.
            NumberColumn n when Array.Exists(n.Values, double.IsInfinity) =>
                new NumberColumn(input.Name, Array.ConvertAll(n.Values, v => Math.Clamp(v, double.MinValue, double.MaxValue))),
            _ => column with { Name = input.Name },
        };
    }

    private static BooleanColumn Missing(TableColumn column, string name)
    {
        var flags = new sbyte[column.Rows];
        for (var row = 0; row < flags.Length; row++)
        {
            flags[row] = column.IsMissing(row) ? (sbyte)1 : (sbyte)0;
        }

        return new BooleanColumn(name, flags);
    }

    private static bool HasMissing(TableColumn column)
    {
        var row = 0;
        while (row < column.Rows && !column.IsMissing(row))
        {
            row++;
        }

        return row < column.Rows;
    }

    private static ColumnType TypeOf(TableColumn column) => column switch
    {
        NumberColumn => ColumnType.Number,
        BooleanColumn => ColumnType.Boolean,
        DateColumn => ColumnType.Date,
        _ => ColumnType.String,
    };

    private sealed record Input(string Name, string Column, ColumnType Type, bool IsMissingFlag);
}
