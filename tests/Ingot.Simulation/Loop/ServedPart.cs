using Ingot.Core.Predictions;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Simulation.Models;
using Ingot.Simulation.World;

namespace Ingot.Simulation.Loop;

/// <summary>What was served in some weeks by one model, as it is known at an instant.</summary>
public sealed class ServedPart
{
    private readonly IReadOnlyList<ServedWeek> _weeks;

    /// <summary>Takes weeks.</summary>
    /// <param name="weeks">The weeks, in their order; one model answered in all of them.</param>
    /// <param name="from">Where the window begins.</param>
    /// <param name="now">Where it ends: labels that came later are not known.</param>
    public ServedPart(IReadOnlyList<ServedWeek> weeks, DateTimeOffset from, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(weeks);
        (_weeks, From, Now) = (weeks, from, now);
        Customers = Tables.Stack([.. weeks.Select(w => w.World.Customers)]);
        Scores = [.. weeks.SelectMany(w => w.Scores)];
        Known = [.. weeks.SelectMany(w => w.World.Left.Select((l, i) => w.World.KnownAt[i] <= now ? l : (bool?)null))];
    }

    /// <summary>Where the window begins.</summary>
    public DateTimeOffset From { get; }

    /// <summary>Where it ends.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The model that answered.</summary>
    public YearModel Model => _weeks[^1].Model;

    /// <summary>The customers.</summary>
    public Table Customers { get; }

    /// <summary>What the model said of each.</summary>
    public float[] Scores { get; }

    /// <summary>Whether each left; null: not known.</summary>
    public bool?[] Known { get; }

    /// <summary>The rows whose label is known, in the order of time.</summary>
    public int[] LabelledRows => Array.FindAll([.. Enumerable.Range(0, Known.Length)], r => Known[r] is not null);

    /// <summary>Labelled rows with their label, as training data.</summary>
    public Table Labelled(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return YearWorld.WithLabel(Customers.Take(rows), Array.ConvertAll(rows, r => Known[r]!.Value));
    }

    /// <summary>What a model says of labelled rows, with their labels.</summary>
    public PredictionSet Predictions(YearModel model, int[] rows)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rows);
        return YearModel.Predictions(model == Model ? Array.ConvertAll(rows, r => Scores[r]) : model.Score(Customers.Take(rows)), Array.ConvertAll(rows, r => Known[r]));
    }

    /// <summary>Writes it as a table of what was served.</summary>
    internal void Write(string path)
    {
        var rows = Scores.Length;
        var at = _weeks.SelectMany(w => w.World.At).Select(Microseconds).ToArray();
        var knownAt = _weeks.SelectMany(w => w.World.KnownAt).Select(k => k <= Now ? Microseconds(k.Value) : DateColumn.Missing).ToArray();
        var (labels, classes) = (Array.ConvertAll(Known, k => k is { } left ? left ? 1 : 0 : -1), (string[])[.. YearModel.Classes]);
        ParquetTable.Write(path, new Table(
        [
            new NumberColumn("id", [.. Enumerable.Range(0, rows).Select(i => (double)i)]), new DateColumn("at", at), .. Customers.Columns,
            new NumberColumn("probability", Array.ConvertAll(Scores, s => (double)s)), new StringColumn("predicted_label", Array.ConvertAll(Scores, s => s >= 0.5f ? 1 : 0), classes),
            new StringColumn("truth", labels, classes), new DateColumn("known_at", knownAt),
        ]), new Dictionary<string, string> { ["id"] = "BIGINT", ["probability"] = "FLOAT" });
    }

    private static long Microseconds(DateTimeOffset at) => DateColumn.Microseconds(at.UtcDateTime);
}
