using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// Infers a generous schema from the cleaned training data: no ranges, unseen categories and lower presence only warn.
/// </summary>
internal sealed class SchemaInference(DuckDbSession session, NumberScans numbers, CategoryScans categories, ModelSpec spec, ColumnPlaces places, IDiagnosticSink sink)
{
    private const string Table = "training";
    private const int MaxClasses = 100;
    private const int MostNumbersOfClasses = 10;
    private const double MostSteps = 10000;

    /// <param name="types">The columns with their types, and how they are read.</param>
    /// <param name="raw">The training data as they stand.</param>
    /// <exception cref="IngotException">INGOT1011: the label does not fit the task; INGOT1020: nothing is left to learn from.</exception>
    public ModelSchema Infer(InferredTypes types, RawData raw)
    {
        var schema = WithTask(Columns(types, raw)) with { Reading = types.Reading };
        if (!schema.Features.Any())
        {
            throw new IngotException(PrepareDiagnostics.NoFeatures.At(
                places.File,
                $"No column is left that the model could learn {(spec.Label is { } label ? $"'{DiagnosticText.Shorten(label)}' from" : "from")}: {string.Join("; ", schema.Columns.Where(c => c.Role != ColumnRole.Label).Take(20).Select(c => $"'{DiagnosticText.Shorten(c.Name)}' ({c.Role}: {c.Why})"))}. {NoFeaturesRemedy(schema)}"));
        }

        new SuspiciousValues(session, numbers, spec, places, sink).Tell(schema, raw);
        return schema;
    }

    /// <summary>A column can be made a feature when it is a number, or some of its texts are not rare: of the others the model would see nothing.</summary>
    private string NoFeaturesRemedy(ModelSchema schema)
    {
        var least = RareCategories.LeastRows(session.Count($"SELECT count(*) FROM {Table}"));
        var usable = schema.Columns.FirstOrDefault(c => c.Role == ColumnRole.Entity && c.Distinct > 1 && (c.Type != ColumnType.String || Repeats(c, least)));
        return usable is not null
            ? $"To learn from one as it is, say {ColumnItem.Of(usable.Name, "Role", "Feature")}; or provide data with other columns."
            : "Provide data with other columns: nothing can be learned from texts that hardly repeat, and from values that never change.";
    }

    private bool Repeats(SchemaColumn column, int least)
    {
        var name = DuckDbSession.Name(column.Name);
        return session.Count($"SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM {Table} WHERE {name} IS NOT NULL GROUP BY {name})") >= least;
    }

    private IReadOnlyList<SchemaColumn> Columns(InferredTypes types, RawData raw)
    {
        var columns = types.Columns;
        var rows = session.Count($"SELECT count(*) FROM {Table}");
        var folded = new SuspiciousValues(session, numbers, spec, places, sink).TellFolded(raw, columns, new TypedValues(session, types.Reading.Text), rows);
        var counts = Counts(columns);
        var inferred = columns.Select(c => InferColumn(c, counts[c.Name], rows, folded)).ToList();
        AddDomains(inferred, rows);
        return new RoleInference(session, numbers, categories, spec, places, sink).Infer(inferred, rows);
    }

    private ModelSchema WithTask(IReadOnlyList<SchemaColumn> columns)
    {
        var inferred = columns.ToList();
        if (inferred.Find(c => c.Role == ColumnRole.Label) is not { } label)
        {
            return new ModelSchema { Task = spec.Task ?? ModelTask.AnomalyDetection, Columns = inferred };
        }

        if (label.Type == ColumnType.Number)
        {
            CheckNumber(label);
            TellTask(label, columns);
            return new ModelSchema { Task = spec.Task ?? ModelTask.Regression, Columns = inferred };
        }

        var task = spec.Task ?? (label.Distinct == 2 ? ModelTask.BinaryClassification : ModelTask.MulticlassClassification);
        var hasTwo = task is ModelTask.BinaryClassification or ModelTask.AnomalyDetection;
        var classes = Values(label.Name, MaxClasses);
        if (classes.Count < 2 || (hasTwo && classes.Count != 2) || classes.Count > MaxClasses)
        {
            throw new IngotException(PrepareDiagnostics.BadLabel.At(
                spec.LocationOf("ModelLabel"),
                $"The label '{DiagnosticText.Shorten(label.Name)}' has {(classes.Count > MaxClasses ? $"more than {MaxClasses}" : classes.Count.ToString(CultureInfo.InvariantCulture))} classes in the training data ({DiagnosticText.List(classes)}); {task} expects {(task == ModelTask.AnomalyDetection ? "2, usual rows and anomalies" : hasTwo ? "2" : $"2 to {MaxClasses}")}. {(classes.Count > MaxClasses ? "Join rare classes to one in the data, or correct the ModelLabel" : task == ModelTask.AnomalyDetection ? "Make it two in the data, or leave the ModelLabel out: the model is learned without it" : "Provide rows of every class, or correct the ModelLabel or the ModelTask")}."));
        }

        if (classes.GroupBy(c => c, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any()) is { } same)
        {
            sink.Report(PrepareDiagnostics.BadLabel.At(
                places.Of(label),
                $"The label '{DiagnosticText.Shorten(label.Name)}' has classes that differ by case only: {DiagnosticText.List(same)}. They are learned as different classes; if they are the same, write each class in one way.") with { Severity = DiagnosticSeverity.Warning });
        }

        inferred[inferred.IndexOf(label)] = label with { Domain = classes, MinDomainMass = 1 };
        return new ModelSchema
        {
            Task = task,
            PositiveClass = hasTwo ? PositiveClass(label.Name, classes) : null,
            Columns = inferred,
        };
    }

    /// <summary>Of each column how many values there are, how many different ones, and whether those need 64 bits.</summary>
    private Dictionary<string, (long Present, long Distinct, bool NeedsDoubles)> Counts(IReadOnlyList<SchemaColumn> columns)
    {
        var scanned = numbers.Of(Table, columns);
        var counted = categories.Of(Table, columns);
        return scanned.Select(s => (s.Key, (s.Value.Present, s.Value.Distinct, s.Value.NeedsDoubles)))
            .Concat(counted.Select(c => (c.Key, (c.Value.Present, c.Value.Distinct, false)))).ToDictionary(c => c.Key, c => c.Item2, StringComparer.Ordinal);
    }

    private static SchemaColumn InferColumn(SchemaColumn column, (long Present, long Distinct, bool NeedsDoubles) counts, long rows, Dictionary<string, long> folded) => column with
    {
        Precision = counts.NeedsDoubles ? NumberPrecision.Float64 : NumberPrecision.Float32,
        MinFraction = counts.Present == rows ? 1 : 0,
        Distinct = folded.TryGetValue(column.Name, out var before) ? before : counts.Distinct,
    };

    /// <summary>The categories of text columns: the texts that are not rare; and the share of the values that are.</summary>
    private void AddDomains(List<SchemaColumn> columns, long rows)
    {
        var least = RareCategories.LeastRows(rows);
        var texts = columns.Where(c => c is { Type: ColumnType.String, Role: not ColumnRole.Label, Distinct: > 0 }).ToList();
        var counted = categories.Of(Table, texts);
        var few = texts.Where(c => counted[c.Name].Values is not null).ToList();
        foreach (var column in few)
        {
            var values = counted[column.Name].Values!;
            columns[columns.IndexOf(column)] = column with
            {
                Domain = [.. values.Where(v => v.Value >= least).Select(v => v.Key).Order(StringComparer.Ordinal)],
                Rare = Math.Round((double)values.Where(v => v.Value < least).Sum(v => v.Value) / values.Sum(v => v.Value), 6),
            };
        }

        foreach (var column in texts.Except(few))
        {
            var name = DuckDbSession.Name(column.Name);
            var frequent = session.Query($"SELECT coalesce(sum(n) FILTER (n >= {least}), 0)::BIGINT, sum(n)::BIGINT FROM (SELECT count(*) AS n FROM {Table} WHERE {name} IS NOT NULL GROUP BY {name})")[0];
            columns[columns.IndexOf(column)] = column with { Rare = Math.Round(1 - ((double)DuckDbSession.Integer(frequent[0]) / DuckDbSession.Integer(frequent[1])), 6) };
        }
    }

    /// <summary>A few whole numbers may be the numbers of classes; as a regression they are amounts.</summary>
    private void TellTask(SchemaColumn label, IReadOnlyList<SchemaColumn> columns)
    {
        var name = DuckDbSession.Name(label.Name);
        if (spec.Task is null && label.Distinct is > 2 and <= MostNumbersOfClasses
            && session.Count($"SELECT count(*) FROM {Table} WHERE {name} <> floor({name})") == 0)
        {
            var values = session.Query($"SELECT DISTINCT {name} FROM {Table} WHERE {name} IS NOT NULL ORDER BY 1").Select(r => ((double)r[0]!).ToString("R", CultureInfo.InvariantCulture));
            sink.Report(PrepareDiagnostics.GuessedTask.At(
                places.Of(label),
                $"The label '{DiagnosticText.Shorten(label.Name)}' has {label.Distinct} different whole numbers ({DiagnosticText.List(values)}), and is taken for an amount: the task is Regression. If they are the numbers of classes, say <ModelTask>MulticlassClassification</ModelTask>; {(columns.FirstOrDefault(c => c.Role == ColumnRole.Group) is { } group ? $"if they are grades by which the rows of a '{DiagnosticText.Shorten(group.Name)}' are put in order, say Ranking; " : string.Empty)}if not, say Regression."));
        }
    }

    /// <summary>Learners take labels as 32-bit numbers.</summary>
    private void CheckNumber(SchemaColumn label)
    {
        var name = DuckDbSession.Name(label.Name);
        var row = session.Query($"SELECT coalesce(max(abs({name})) FILTER (NOT isinf({name})), 0), count(DISTINCT {name}), count(DISTINCT TRY_CAST({name} AS FLOAT)), coalesce(max({name}) - min({name}), 0) FROM {Table}")[0];
        if (Convert.ToDouble(row[0], CultureInfo.InvariantCulture) > float.MaxValue)
        {
            throw new IngotException(PrepareDiagnostics.BadLabel.At(
                places.Of(label), $"The label '{DiagnosticText.Shorten(label.Name)}' has values beyond 3.4e38, the greatest that a label can have. Write it in another unit, or take its logarithm."));
        }

        var (different, left) = (DuckDbSession.Integer(row[1]), DuckDbSession.Integer(row[2]));
        // What falls together is told where it is much of how labels differ, not for the last digits of fractions.
        var step = Convert.ToDouble(row[0], CultureInfo.InvariantCulture) / (1 << 24);
        if (left < different && step * MostSteps > Convert.ToDouble(row[3], CultureInfo.InvariantCulture))
        {
            sink.Report(PrepareDiagnostics.FoldedNumbers.At(
                places.Of(label), $"The label '{DiagnosticText.Shorten(label.Name)}' has {different:N0} different values, which become {left:N0} different numbers: labels are learned as numbers of 32 bits, with about seven digits. Subtract what all have in common, or write it in another unit, if the difference matters."));
        }
    }

    private string PositiveClass(string label, IReadOnlyList<string> classes)
    {
        if (spec.PositiveClass is { } said)
        {
            return classes.Contains(said) ? said : throw new IngotException(PrepareDiagnostics.BadLabel.At(
                spec.LocationOf("ModelPositiveClass"),
                $"The ModelPositiveClass '{DiagnosticText.Shorten(said)}' is not a class of the label '{DiagnosticText.Shorten(label)}'; expected {string.Join(" or ", classes.Select(DiagnosticText.Shorten))}."));
        }

        var n = DuckDbSession.Name(label);
        return classes.FirstOrDefault(c => c.ToUpperInvariant() is "1" or "TRUE" or "YES")
            ?? (string)session.Query($"SELECT {n} FROM {Table} WHERE {n} IS NOT NULL GROUP BY 1 ORDER BY count(*), 1 LIMIT 1")[0][0]!;
    }

    private List<string> Values(string name, int most) =>
        [.. session.Query($"SELECT DISTINCT {DuckDbSession.Name(name)} FROM {Table} WHERE {DuckDbSession.Name(name)} IS NOT NULL LIMIT {most + 1}")
            .Select(r => (string)r[0]!).Order(StringComparer.Ordinal)];
}
