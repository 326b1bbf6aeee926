using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// Infers the columns' types from the training data as they are, before anything is dropped. A column has a type when nearly all its values
/// (95 %) have it: the others are told as wrong, or, when they are words such as <c>?</c>, taken as missing with a warning; a column of
/// numbers must not leave the model for one typing error. Text with leading zeros (<c>007</c>) is not a number, since it names something; text
/// is true and false only as these words; dates are inferred in ISO 8601 only, and told when they look like dates in another form.
/// </summary>
internal sealed class TypeInference(DuckDbSession session, ModelSpec spec, RawData training, DataReading reading, ColumnPlaces places, IDiagnosticSink sink)
{
    private const double NearlyAll = 0.95;
    private const double Most = 0.5;
    private const int MaxClasses = 1000;
    private const int MaxExceptions = 20;
    private readonly TypedValues _typed = new(session, reading.Text);
    private readonly DateLooks _dates = new(places, sink);

    /// <summary>The columns with their types; the label with its role.</summary>
    /// <exception cref="IngotException">INGOT1005: there is no label.</exception>
    public InferredTypes Infer()
    {
        if (spec.Label is { } wanted && !training.Columns.Any(c => c.Name == wanted))
        {
            throw new IngotException(PrepareDiagnostics.MissingColumn.At(
                spec.LocationOf("ModelLabel"),
                $"The label '{DiagnosticText.Shorten(wanted)}' is not a column of the training data{DiagnosticText.DidYouMean(wanted, training.Columns.Select(c => c.Name))}; found {DiagnosticText.List(training.Columns.Select(c => c.Name))}. {NoLabelRemedy(wanted)}"));
        }

        var columns = Candidates();
        _dates.Tell();
        columns = [.. NumberStyles.Agree(session, training, columns, reading.Text, out var text, out var proven)];
        TellAmbiguous(columns, text, proven);
        columns = WithExceptions(columns, new TypedValues(session, text));
        TellZones(columns);
        return new InferredTypes(
            [.. columns.Select((c, i) => c.Name == spec.Label ? LabelOf(training.Columns[i], c) : c)], reading with { Text = text });
    }

    /// <summary>Each column with the type that nearly all its values have.</summary>
    private List<SchemaColumn> Candidates()
    {
        var shapes = ColumnShape.Of(session, training);
        var unclear = training.Columns.Where((c, i) => shapes[i].NeedsLook || (Said(c)?.SaidType == ColumnType.Number && c.IsText)).ToList();
        var samples = unclear.Zip(ColumnSamples.Of(session, training, unclear)).ToDictionary(s => s.First, s => s.Second);
        return [.. training.Columns.Select((c, i) => Candidate(c, shapes[i], samples.GetValueOrDefault(c) ?? []))];
    }

    private SchemaColumn Candidate(RawColumn raw, ColumnShape shape, List<string> sample)
    {
        var said = Said(raw);
        var column = new SchemaColumn
        {
            Name = raw.Name,
            Type = said?.SaidType ?? ColumnType.String,
            Role = ColumnRole.Feature,
            Format = said?.Format,
            Unit = said?.Unit,
            Decimal = said?.Decimal,
            Thousands = said?.Thousands,
            Missing = said?.MissingWords,
        };
        if (said?.SaidType is { } type)
        {
            return type == ColumnType.Number && raw.IsText && (column.Unit, column.Decimal, column.Thousands) == (null, null, null) && shape.Numbers < NearlyAll * shape.Present
                ? Styled(column, NumberStyle.Find(sample, Most))
                : column;
        }

        if (!raw.IsText)
        {
            LookForDigits(raw, shape, sample);
            return column with
            {
                Type = raw.IsNumber ? ColumnType.Number : raw.IsDate ? ColumnType.Date : raw.SqlType == "BOOLEAN" ? ColumnType.Boolean : ColumnType.String,
            };
        }

        if (shape.Present == 0)
        {
            return column with { Type = ColumnType.Number, Why = "no value" };
        }

        if (shape.Numbers >= NearlyAll * shape.Present)
        {
            LookForDigits(raw, shape, sample);
            return shape.Codes > 0 ? column with { Why = "leading zeros: names, not numbers" } : column with { Type = ColumnType.Number };
        }

        if (shape.Truths >= NearlyAll * shape.Present)
        {
            return column with { Type = ColumnType.Boolean };
        }

        if (shape.Dates >= NearlyAll * shape.Present)
        {
            return column with { Type = ColumnType.Date };
        }

        return Looked(raw, column, shape, sample);
    }

    /// <summary>A column that is not plainly of one type: perhaps numbers as people write them, perhaps dates, else text.</summary>
    private SchemaColumn Looked(RawColumn raw, SchemaColumn column, ColumnShape shape, List<string> sample)
    {
        if (sample.Count > 0 && NumberStyle.Find(sample, NearlyAll) is { Count: > 0 } styles)
        {
            return Styled(column, styles) with { Type = ColumnType.Number };
        }

        if (sample.Count > 0 && DateFormats.Find(sample, NearlyAll, digits: false) is { Count: > 0 } formats)
        {
            _dates.Add(raw, sample[0], formats);
            return column with { Why = $"dates written as {formats[0]}, perhaps: say Format" };
        }

        foreach (var (count, type) in new[] { (shape.Numbers, ColumnType.Number), (shape.Dates, ColumnType.Date), (shape.Truths, ColumnType.Boolean) })
        {
            if (count >= Most * shape.Present)
            {
                var others = session.Query($"SELECT DISTINCT {raw.Sql} FROM {training.Table} WHERE {_typed.IsWrong(raw, column with { Type = type })} ORDER BY 1 LIMIT {MaxExceptions + 1}").Select(r => (string)r[0]!).ToList();
                if (shape.Codes == 0 && others.Count <= MaxExceptions && others.All(MissingLooks.Has))
                {
                    return column with { Type = type };
                }

                sink.Report(PrepareDiagnostics.MixedType.At(
                    places.Of(column),
                    $"Column '{DiagnosticText.Shorten(raw.Name)}' is read as text, though {count:N0} of its {shape.Present:N0} values are {Nouns(type)}; others are {Quoted(others.Take(5))}. If they mean missing values, name them in {ColumnItem.Of(raw.Name, "MissingValues", "…")}; if it is text, say Type=\"String\"."));
                return column with { Why = string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / shape.Present:0} % {Nouns(type)}, the others text") };
            }
        }

        return column;
    }

    private static SchemaColumn Styled(SchemaColumn column, IReadOnlyList<NumberStyle> styles) =>
        styles.Count == 0 ? column : column with { Unit = styles[0].Unit, Decimal = styles[0].Decimal, Thousands = styles[0].Thousands };

    /// <summary>Says where a comma may stand before a fraction or between thousands, and nothing in the data tells which.</summary>
    private void TellAmbiguous(List<SchemaColumn> columns, TextReading text, IReadOnlyList<(char Decimal, char? Thousands)> proven)
    {
        foreach (var (raw, column) in training.Columns.Zip(columns).Where(c => c.Second.Type == ColumnType.Number && Said(c.First) is not { Decimal: not null } and not { Thousands: not null }))
        {
            var style = text.ReaderOf(column);
            if (raw.IsText && !style.HasPlainNumbers && !proven.Contains((column.Decimal ?? text.Decimal, column.Decimal is null ? text.Thousands : column.Thousands))
                && NumberStyles.OtherMeaning(session, training, raw, column, text) is { } example)
            {
                sink.Report(PrepareDiagnostics.AmbiguousNumbers.At(
                    places.Of(column),
                    $"The numbers of column '{DiagnosticText.Shorten(column.Name)}' can be read in two ways: '{DiagnosticText.Shorten(example.Text)}' is read as {example.Taken:R} and could be {example.Other:R}. Say which in the project: {ColumnItem.Of(column.Name, "Decimal", example.Decimal.ToString())} for the first, Decimal=\"{(example.Decimal == '.' ? ',' : '.')}\" for the second."));
            }
        }
    }

    /// <summary>Looks at the values that are not of the type that nearly all have.</summary>
    /// <param name="columns">The columns with their types.</param>
    /// <param name="values">Reads them as is known by now: with the separators that all columns share.</param>
    private List<SchemaColumn> WithExceptions(List<SchemaColumn> columns, TypedValues values)
    {
        var typed = training.Columns.Select((c, i) => (Raw: c, Column: columns[i])).Where(c => c.Raw.IsText && c.Column.Type != ColumnType.String && !values.AreRight(c.Raw, c.Column)).ToList();
        var wrong = session.Aggregate(training.Table, typed, c => [values.CountWrong(c.Raw, c.Column)]);
        var found = new List<(SchemaColumn Column, IReadOnlyList<object?[]> Values)>();
        foreach (var (raw, column) in typed.Where((_, i) => DuckDbSession.Integer(wrong[i][0]) > 0))
        {
            var others = session.Query($"SELECT {raw.Sql}, count(*), min(rowid) FROM {training.Table} WHERE {values.IsWrong(raw, column)} GROUP BY 1 ORDER BY 1 LIMIT {MaxExceptions + 1}");
            if (others.Count <= MaxExceptions && others.All(v => MissingLooks.Has((string)v[0]!)))
            {
                columns[columns.IndexOf(column)] = column with
                {
                    Missing = [.. (column.Missing ?? spec.MissingWords ?? reading.Text.Missing).Concat(others.Select(v => (string)v[0]!)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                };
                found.Add((columns.First(c => c.Name == raw.Name), others));
            }
        }

        foreach (var same in found.GroupBy(f => string.Join(';', f.Values.Select(v => (string)v[0]!))))
        {
            TellMissing([.. same]);
        }

        return columns;
    }

    /// <summary>Says which words were taken as missing in columns that have the same ones.</summary>
    private void TellMissing(List<(SchemaColumn Column, IReadOnlyList<object?[]> Values)> found)
    {
        var lines = training.PlacesOf(session, found.SelectMany(f => f.Values).Select(v => DuckDbSession.Integer(v[2])));
        var columns = found.Take(10).Select(f => $"'{DiagnosticText.Shorten(f.Column.Name)}': {string.Join(", ", f.Values.Select(v => $"{DiagnosticText.Count(DuckDbSession.Integer(v[1]), "time")} '{DiagnosticText.Shorten((string)v[0]!)}' (first in {lines[DuckDbSession.Integer(v[2])]})"))}");
        var types = found.Select(f => f.Column.Type).Distinct().Select(Nouns);
        sink.Report(PrepareDiagnostics.MissingLook.At(
            places.Of(found[0].Column),
            $"{DiagnosticText.Count(found.Count, "column")} {DiagnosticText.Agree(found.Count, "has", "have")} values that are no {string.Join(" or ", types)} and are taken as missing: {string.Join("; ", columns)}{(found.Count > 10 ? $"; and {found.Count - 10} more" : string.Empty)}. If they are, leave it so, or name them for all columns: {ColumnItem.Missing(found[0].Values.Select(v => (string)v[0]!), training.MissingWords)}; if they are not, correct the data."));
    }

    /// <summary>Says where some dates name their zone and others do not: they may be hours apart from what is taken.</summary>
    private void TellZones(List<SchemaColumn> columns)
    {
        var dates = training.Columns.Where((c, i) => c.IsText && columns[i] is { Type: ColumnType.Date, Format: null }).ToList();
        var counts = session.Aggregate(training.Table, dates, c => [$"count(CASE WHEN length({c.Sql}) > 10 THEN 1 END)", $"count(CASE WHEN length({c.Sql}) > 10 AND regexp_matches({c.Sql}, '([zZ]|[+-][0-9]{{2}}(:?[0-9]{{2}})?)$') THEN 1 END)"]);
        for (var i = 0; i < dates.Count; i++)
        {
            var (times, zoned) = (DuckDbSession.Integer(counts[i][0]), DuckDbSession.Integer(counts[i][1]));
            if (zoned > 0 && zoned < times)
            {
                sink.Report(PrepareDiagnostics.MixedZones.At(
                    places.Of(columns.First(c => c.Name == dates[i].Name)),
                    $"Of the {times:N0} times of column '{DiagnosticText.Shorten(dates[i].Name)}' {zoned:N0} name their zone; the others are taken as UTC. If they are not, write the offset into the data, or into \"zone\" of the schema's \"reading\"."));
            }
        }
    }

    private static string Nouns(ColumnType type) => type switch { ColumnType.Number => "numbers", ColumnType.Date => "dates", _ => "truth values" };

    /// <summary>Whole numbers that are written like dates: they stay numbers, which have no months.</summary>
    private void LookForDigits(RawColumn raw, ColumnShape shape, List<string> sample)
    {
        if (shape.MayBeDigitsOfDates && sample.Count > 1 && DateFormats.Find(sample, 1, digits: true) is { Count: > 0 } formats)
        {
            _dates.Add(raw, sample[0], formats);
        }
    }

    /// <summary>What to do when the label is no column: a header that is none, and one that is not split, do not have it either.</summary>
    private string NoLabelRemedy(string label) =>
        training.Columns.Count == 1 && training.Columns[0].Name.Contains(label, StringComparison.Ordinal)
            ? "If another mark separates the values, say Delimiter in the item of the file; values in columns of a fixed width are not read."
            : training.Reading.Format == FileFormat.Csv
                ? "Correct the property ModelLabel; if these are values, the file has no header: say Header=\"false\" and Names=\"…;…\" in its item."
                : "Correct the property ModelLabel.";

    private static string Quoted(IEnumerable<string> values) => string.Join(", ", values.Select(v => $"'{DiagnosticText.Shorten(v)}'"));

    private ColumnSpec? Said(RawColumn column) => Said(column.Name);

    private ColumnSpec? Said(string column) => spec.Columns.FirstOrDefault(c => c.Name == column);

    /// <summary>A label is a number when it is regressed on, else text: the names of classes.</summary>
    private SchemaColumn LabelOf(RawColumn raw, SchemaColumn column)
    {
        var label = column with { Role = ColumnRole.Label };
        var isNumber = spec.Task?.IsNumeric() == true
            || (spec.Task is null && column.Type == ColumnType.Number && session.Count($"SELECT count(DISTINCT {raw.Sql}) FROM {training.Table}") != 2);
        if (isNumber)
        {
            return label with { Type = ColumnType.Number };
        }

        // The style is that of all classes as they stand: 1.0 is 1 only where all are whole numbers.
        var plain = TypedValues.ClassOf(raw, LabelStyle.Exact);
        var classes = Classes(raw, plain);
        var style = LabelStyle.Of([.. classes.Select(WithoutFraction)]);
        return label with
        {
            Type = ColumnType.String,
            Format = null,
            Unit = null,
            Decimal = null,
            Thousands = null,
            Domain = [.. Classes(raw, TypedValues.ClassOf(raw, style)).Order(StringComparer.Ordinal)],
        };
    }

    private List<string> Classes(RawColumn raw, string sql) =>
        [.. session.Query($"WITH d AS MATERIALIZED (SELECT DISTINCT {raw.Sql} FROM {training.Table}) SELECT DISTINCT {sql} AS v FROM d WHERE v IS NOT NULL LIMIT {MaxClasses}").Select(r => (string)r[0]!)];

    private static string WithoutFraction(string text) =>
        text.IndexOf('.', StringComparison.Ordinal) is > 0 and var point && text[(point + 1)..].Length > 0 && text[(point + 1)..].All(c => c == '0') ? text[..point] : text;
}
