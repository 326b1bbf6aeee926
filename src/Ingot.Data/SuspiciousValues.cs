using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>What looks wrong in training data that have the right types; said when the schema is inferred, before anything is learned.</summary>
internal sealed class SuspiciousValues(DuckDbSession session, NumberScans scans, ModelSpec spec, ColumnPlaces places, IDiagnosticSink sink)
{
    private const string Table = "training";
    private const double WholeInDouble = 9007199254740992;
    private const double SameAsLabel = 0.9999;
    private const double Purity = 0.999;
    private const int MostCopies = 200;
    private const long FewRowsToCount = 100_000;
    private const long FewValuesToCount = 1000;
    private const int LeastSentinels = 3;
    private const int LeastRows = 20;
    private const int LeastRowsOfValue = 10;
    private const int Named = 10;

    private static readonly double[] Sentinels = [-1, -9, -99, -200, -888, -999, -9999, -99999, -999999, 99, 999, 9999, 99999, 999999, 9999999, 99999999, 999999999, -2147483648, 2147483647];

    /// <summary>Looks at all columns.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="raw">The training data as they stand.</param>
    public void Tell(ModelSchema schema, RawData raw)
    {
        TellSentinels(schema, raw);
        TellCopies(schema);
        TellWords(schema, raw);
    }

    /// <summary>Numbers that are different as they stand and become the same: the columns, with how many different ones there are.</summary>
    /// <param name="raw">The training data as they stand.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="typed">How their values are had.</param>
    /// <param name="rows">How many rows are left of them.</param>
    public Dictionary<string, long> TellFolded(RawData raw, IReadOnlyList<SchemaColumn> columns, TypedValues typed, long rows)
    {
        var all = raw.Columns.Zip(columns).Where(c => c.Second.Type == ColumnType.Number && !c.First.MayBeNaN).ToList();
        var scanned = scans.Of(Table, all.Select(c => c.Second));
        // Rows that were dropped may have greater ones.
        var isWhole = rows == session.Count($"SELECT count(*) FROM {raw.Table}");
        var numbers = all.Where(c => !isWhole || !(Math.Abs(scanned[c.Second.Name].Least) < WholeInDouble && Math.Abs(scanned[c.Second.Name].Greatest) < WholeInDouble)).ToList();
        var greatest = session.Aggregate(raw.Table, numbers, c => [$"coalesce(max(abs({typed.Of(c.First, c.Second)})), 0)"]);
        var large = numbers.Where((_, i) => Convert.ToDouble(greatest[i][0], CultureInfo.InvariantCulture) >= WholeInDouble).ToList();
        var distinct = session.Aggregate(raw.Table, large, c => [$"count(DISTINCT {c.First.Sql})", $"count(DISTINCT {typed.Of(c.First, c.Second)})"]);
        var before = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var ((_, column), counts) in large.Zip(distinct))
        {
            var (texts, values) = (DuckDbSession.Integer(counts[0]), DuckDbSession.Integer(counts[1]));
            if (values < texts)
            {
                before[column.Name] = texts;
                sink.Report(PrepareDiagnostics.FoldedNumbers.At(
                    places.Of(column),
                    $"Column '{DiagnosticText.Shorten(column.Name)}' has {texts:N0} different values, which become {values:N0} different numbers: numbers of 64 bits are exact up to 9,007,199,254,740,992 (2^53) only. If they name something, say {ColumnItem.Of(column.Name, "Type", "String")} or Role=\"Entity\"; if they are amounts or times, subtract what all have in common."));
            }
        }

        return before;
    }

    private void TellSentinels(ModelSchema schema, RawData raw)
    {
        var numbers = schema.Columns.Where(c => c is { Type: ColumnType.Number, Role: ColumnRole.Feature or ColumnRole.Label, Distinct: > 2 }).ToList();
        var scanned = scans.Of(Table, numbers);
        var found = numbers.SelectMany(c => new[] { scanned[c.Name].Least, scanned[c.Name].Greatest }.Distinct().Where(v => Sentinels.Contains(v)).Select(v => (Column: c, Value: v, Text: Sentinel(c, v))))
            .Where(f => f.Text is not null);
        foreach (var same in found.GroupBy(f => f.Value))
        {
            var columns = same.Select(f => f.Column).ToList();
            var number = same.Key.ToString("R", CultureInfo.InvariantCulture);
            sink.Report(PrepareDiagnostics.Sentinel.At(
                places.Of(columns[0]),
                $"{DiagnosticText.Agree(columns.Count, "Column", "Columns")} {string.Join(", ", same.Take(Named).Select(f => f.Text))}{More(columns.Count)} {DiagnosticText.Agree(columns.Count, "has", "have")} the value {number}, far from all others. If it means a missing value, say {ColumnItem.Missing([.. columns.Select(c => c.Name)], [number], columns.SelectMany(c => WordsOf(raw, c)))}."));
        }
    }

    /// <summary>If a number stands farther from the others than they from each other, or below zero alone, more than once: where. Of -1 that is usual.</summary>
    private string? Sentinel(SchemaColumn column, double value)
    {
        var name = DuckDbSession.Name(column.Name);
        var number = value.ToString("R", CultureInfo.InvariantCulture);
        var row = session.Query($"SELECT count(CASE WHEN {name} = {number} THEN 1 END), min({name}) FILTER ({name} <> {number}), max({name}) FILTER ({name} <> {number}) FROM {Table}")[0];
        var (count, least, greatest) = (DuckDbSession.Integer(row[0]), (double)row[1]!, (double)row[2]!);
        var gap = value < least ? least - value : value - greatest;
        return count >= LeastSentinels && (gap > greatest - least || (value <= -9 && least >= 0))
            ? string.Create(CultureInfo.InvariantCulture, $"'{DiagnosticText.Shorten(column.Name)}' ({count:N0} times, the others from {least:R} to {greatest:R})")
            : null;
    }

    private static string More(int count) => count > Named ? $" and {count - Named} more" : string.Empty;

    private void TellCopies(ModelSchema schema)
    {
        // Where labels only measure, nothing is learned from a copy.
        var rows = session.Count($"SELECT count(*) FROM {Table}");
        if (rows < LeastRows || schema.Task.IsUnsupervised())
        {
            return;
        }

        var copies = schema.Label.Type == ColumnType.Number ? CopiesOfNumber(schema) : CopiesOfClasses(schema, rows);
        foreach (var (column, how) in copies)
        {
            sink.Report(PrepareDiagnostics.LabelCopy.At(
                places.Of(column),
                $"Column '{DiagnosticText.Shorten(column.Name)}' tells the label '{DiagnosticText.Shorten(schema.Label.Name)}' by itself: {how}. If it is known only after what is to be predicted, the model will be worthless in use: give it the role Ignored in {Path.GetFileName(spec.SchemaFile)}."));
        }
    }

    private IEnumerable<(SchemaColumn Column, string How)> CopiesOfNumber(ModelSchema schema)
    {
        var features = schema.Features.Where(c => c is { Type: ColumnType.Number, Distinct: > 2 }).ToList();
        // Ranks are not looked at: only a straight line is a copy. Of values whose squares overflow nothing is said.
        var label = Bounded(schema.Label);
        var correlations = session.Aggregate(Table, features, c => [$"corr({Bounded(c)}, {label})"]);
        return features.Zip(correlations).Where(c => c.Second[0] is double r && Math.Abs(r) >= SameAsLabel)
            .Select(c => (c.First, string.Create(CultureInfo.InvariantCulture, $"their correlation is {(double)c.Second[0]!:0.00000}")));
    }

    private static string Bounded(SchemaColumn column)
    {
        var name = DuckDbSession.Name(column.Name);
        return $"CASE WHEN abs({name}) < 1e75 THEN {name} END";
    }

    private IEnumerable<(SchemaColumn Column, string How)> CopiesOfClasses(ModelSchema schema, long rows)
    {
        var label = DuckDbSession.Name(schema.Label.Name);
        var classes = schema.Classes.Count;
        var told = new HashSet<SchemaColumn>();
        var columns = schema.Features.Where(c => c.Distinct >= 2 && c.Distinct * (c.Distinct <= 2 * classes ? 5 : LeastRowsOfValue) <= rows).Take(MostCopies).ToList();
        foreach (var (column, (most, every, usual)) in columns.Zip(ClassesOf(columns, label, rows)))
        {
            if (every >= rows / 2 && most >= Purity * every && every - most <= (every - usual) / 10)
            {
                _ = told.Add(column);
                yield return (column, string.Create(CultureInfo.InvariantCulture, $"{most:N0} of {every:N0} rows have the class that its value says"));
            }
        }

        foreach (var column in Separating(schema, label).Where(c => c.Distinct > 2 * classes && !told.Contains(c)))
        {
            yield return (column, "its values for each class do not overlap");
        }
    }

    /// <summary>Of columns, how many rows have the most frequent class of their value, how many have a value, and how many of these the most frequent class of all.</summary>
    private IEnumerable<(long Most, long Every, long Usual)> ClassesOf(IReadOnlyList<SchemaColumn> columns, string label, long rows)
    {
        if (rows > FewRowsToCount || columns.Any(c => c.Distinct > FewValuesToCount))
        {
            return columns.Select(c => ClassesOf(DuckDbSession.Name(c.Name), label));
        }

        // A query for each column takes longer the more columns the table has.
        const char between = (char)31;
        return session.Aggregate(Table, columns, c =>
        {
            var pairs = $"histogram({DuckDbSession.Name(c.Name)}::VARCHAR || chr({(int)between}) || {label})";
            return [$"map_keys({pairs})", $"map_values({pairs})"];
        }).Select(counted =>
        {
            var pairs = (counted[0] as IEnumerable<string> ?? []).Zip(((System.Collections.IEnumerable?)counted[1] ?? System.Array.Empty<object>()).Cast<object>().Select(DuckDbSession.Integer))
                .Select(p => (Value: p.First[..p.First.LastIndexOf(between)], Class: p.First[(p.First.LastIndexOf(between) + 1)..], Rows: p.Second)).ToList();
            return (
                pairs.GroupBy(p => p.Value, StringComparer.Ordinal).Sum(v => v.Max(p => p.Rows)),
                pairs.Sum(p => p.Rows),
                pairs.GroupBy(p => p.Class, StringComparer.Ordinal).Select(c => c.Sum(p => p.Rows)).DefaultIfEmpty(0).Max());
        });
    }

    private (long Most, long Every, long Usual) ClassesOf(string name, string label)
    {
        var counts = session.Query(
            $"WITH g AS MATERIALIZED (SELECT {name} AS v, {label} AS l, count(*) AS n FROM {Table} WHERE {name} IS NOT NULL AND {label} IS NOT NULL GROUP BY 1, 2) SELECT (SELECT sum(most) FROM (SELECT max(n) AS most FROM g GROUP BY v))::BIGINT, (SELECT sum(n) FROM g)::BIGINT, (SELECT max(every) FROM (SELECT sum(n) AS every FROM g GROUP BY l))::BIGINT")[0];
        return (DuckDbSession.Integer(counts[0] ?? 0L), DuckDbSession.Integer(counts[1] ?? 0L), DuckDbSession.Integer(counts[2] ?? 0L));
    }

    /// <summary>The number features whose ranges in the classes are apart.</summary>
    private IEnumerable<SchemaColumn> Separating(ModelSchema schema, string label)
    {
        var features = schema.Features.Where(c => c.Type == ColumnType.Number).ToList();
        foreach (var batch in ClassRanges.MayBeApart(session, Table, features, label).Chunk(MostCopies))
        {
            var ends = string.Join(", ", batch.Select(c => $"min({DuckDbSession.Name(c.Name)}), max({DuckDbSession.Name(c.Name)})"));
            var ranges = session.Query($"SELECT {ends} FROM {Table} WHERE {label} IS NOT NULL GROUP BY {label}");
            for (var i = 0; i < batch.Length; i++)
            {
                var sorted = ranges.Select(r => (Least: r[2 * i] as double?, Greatest: r[(2 * i) + 1] as double?)).Where(r => r.Least is not null).OrderBy(r => r.Least).ToList();
                if (sorted.Count == ranges.Count && sorted.Count > 1 && sorted.Zip(sorted.Skip(1)).All(p => p.First.Greatest < p.Second.Least))
                {
                    yield return batch[i];
                }
            }
        }
    }

    private static IReadOnlyList<string> WordsOf(RawData raw, SchemaColumn column) => raw.Columns.First(c => c.Name == column.Name).MissingWords;

    /// <summary>Words such as <c>?</c> among categories.</summary>
    private void TellWords(ModelSchema schema, RawData raw)
    {
        // Plus and minus are the classes of many data sets.
        var found = schema.Features.Concat(schema.Columns.Where(c => c.Role == ColumnRole.Label)).Where(c => c.Domain is not null)
            .Select(c => (Column: c, Words: string.Join(';', c.Domain!.Where(w => MissingLooks.HasAmongTexts(w) && !(w == "-" && c.Domain!.Contains("+"))).Order(StringComparer.Ordinal)))).Where(c => c.Words.Length > 0);
        foreach (var same in found.GroupBy(c => c.Words, c => c.Column))
        {
            var columns = same.ToList();
            var words = same.Key.Split(';');
            var others = columns.SelectMany(c => WordsOf(raw, c));
            sink.Report(PrepareDiagnostics.MissingLook.At(
                places.Of(columns[0]),
                $"{DiagnosticText.Agree(columns.Count, "Column", "Columns")} {string.Join(", ", columns.Take(Named).Select(c => $"'{DiagnosticText.Shorten(c.Name)}'"))}{More(columns.Count)} {DiagnosticText.Agree(columns.Count, "has", "have")} the value {string.Join(", ", words.Select(w => $"'{DiagnosticText.Shorten(w)}'"))}, which is taken as a category like others. If it means a missing value, say {ColumnItem.Missing([.. columns.Select(c => c.Name)], words, others)}, or, for all columns, {ColumnItem.Missing(words, raw.MissingWords)}."));
        }
    }
}
