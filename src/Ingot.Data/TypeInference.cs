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

    /// <summary>The columns with their types; the label with its role.</summary>
    /// <exception cref="IngotException">INGOT1005: there is no label.</exception>
    public InferredTypes Infer()
    {
        if (!training.Columns.Any(c => c.Name == spec.Label))
        {
            throw new IngotException(PrepareDiagnostics.MissingColumn.At(
                spec.LocationOf("ModelLabel"),
                $"The label '{DiagnosticText.Shorten(spec.Label)}' is not a column of the training data; found {DiagnosticText.List(training.Columns.Select(c => c.Name))}. Correct the property ModelLabel."));
        }

        var columns = Candidates();
        columns = [.. NumberStyles.Agree(session, training, columns, reading.Text, out var text, out var proven)];
        TellAmbiguous(columns, text, proven);
        columns = WithExceptions(columns);
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
            TellDigits(raw, shape, sample);
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
            if (shape.Codes > 0)
            {
                return column with { Why = "leading zeros: names, not numbers" };
            }

            TellDigits(raw, shape, sample);
            return column with { Type = ColumnType.Number };
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
            TellFormats(raw, sample[0], formats);
            return column with { Why = $"dates written as {formats[0]}, perhaps: say Format" };
        }

        foreach (var (count, type) in new[] { (shape.Numbers, ColumnType.Number), (shape.Dates, ColumnType.Date), (shape.Truths, ColumnType.Boolean) })
        {
            if (count >= Most * shape.Present)
            {
                var others = session.Query($"SELECT DISTINCT {raw.Sql} FROM {training.Table} WHERE {_typed.IsWrong(raw, column with { Type = type })} ORDER BY 1 LIMIT 5").Select(r => (string)r[0]!);
                sink.Report(PrepareDiagnostics.MixedType.At(
                    places.Of(column),
                    $"Column '{DiagnosticText.Shorten(raw.Name)}' is read as text, though {count:N0} of its {shape.Present:N0} values are {Nouns(type)}; others are {Quoted(others)}. If they mean missing values, name them in <Column Include=\"{raw.Name}\" MissingValues=\"…\" />; if it is text, say Type=\"String\"."));
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
        foreach (var column in columns.Where(c => c.Type == ColumnType.Number && Said(c.Name)?.Decimal is null && Said(c.Name)?.Thousands is null))
        {
            var raw = training.Columns.First(c => c.Name == column.Name);
            var style = text.ReaderOf(column);
            if (raw.IsText && !style.HasPlainNumbers && !proven.Contains((column.Decimal ?? text.Decimal, column.Decimal is null ? text.Thousands : column.Thousands))
                && NumberStyles.OtherMeaning(session, training, raw, column, text) is { } example)
            {
                sink.Report(PrepareDiagnostics.AmbiguousNumbers.At(
                    places.Of(column),
                    $"The numbers of column '{DiagnosticText.Shorten(column.Name)}' can be read in two ways: '{DiagnosticText.Shorten(example.Text)}' is read as {example.Taken:R} and could be {example.Other:R}. Say which in the project: <Column Include=\"{column.Name}\" Decimal=\"{example.Decimal}\" /> for the first, Decimal=\"{(example.Decimal == '.' ? ',' : '.')}\" for the second."));
            }
        }
    }

    /// <summary>Looks at the values that are not of the type that nearly all have.</summary>
    private List<SchemaColumn> WithExceptions(List<SchemaColumn> columns)
    {
        var typed = training.Columns.Select((c, i) => (Raw: c, Column: columns[i])).Where(c => c.Raw.IsText && c.Column.Type != ColumnType.String).ToList();
        var wrong = session.Aggregate(training.Table, typed, c => [$"count(CASE WHEN {_typed.IsWrong(c.Raw, c.Column)} THEN 1 END)"]);
        foreach (var (raw, column) in typed.Where((_, i) => DuckDbSession.Integer(wrong[i][0]) > 0))
        {
            var condition = _typed.IsWrong(raw, column);
            var values = session.Query($"SELECT {raw.Sql}, count(*), min(rowid) FROM {training.Table} WHERE {condition} GROUP BY 1 ORDER BY 1 LIMIT {MaxExceptions + 1}");
            if (values.Count <= MaxExceptions && values.All(v => MissingLooks.Has((string)v[0]!)))
            {
                columns[columns.IndexOf(column)] = column with
                {
                    Missing = [.. (column.Missing ?? spec.MissingWords ?? reading.Text.Missing).Concat(values.Select(v => (string)v[0]!)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                };
                var lines = training.PlacesOf(session, values.Select(v => DuckDbSession.Integer(v[2])));
                sink.Report(PrepareDiagnostics.MissingLook.At(
                    places.Of(column),
                    $"Column '{DiagnosticText.Shorten(raw.Name)}' has values that are no {Nouns(column.Type)} and are taken as missing: {string.Join(", ", values.Select(v => $"{DuckDbSession.Integer(v[1]):N0} times '{DiagnosticText.Shorten((string)v[0]!)}' (first in {lines[DuckDbSession.Integer(v[2])]})"))}. If they are, leave it so, or name them for all columns: <ModelMissingValues>{string.Join(';', values.Select(v => (string)v[0]!))}</ModelMissingValues>; if they are not, correct the data."));
            }
        }

        return columns;
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
    private void TellDigits(RawColumn raw, ColumnShape shape, List<string> sample)
    {
        if (shape.MayBeDigitsOfDates && sample.Count > 1 && DateFormats.Find(sample, 1, digits: true) is { Count: > 0 } formats)
        {
            TellFormats(raw, sample[0], formats);
        }
    }

    private void TellFormats(RawColumn raw, string example, IReadOnlyList<string> formats)
    {
        var column = new SchemaColumn { Name = raw.Name, Type = ColumnType.String, Role = ColumnRole.Feature };
        var other = formats.FirstOrDefault(f => Meaning(f, example) != Meaning(formats[0], example));
        sink.Report(PrepareDiagnostics.DateLook.At(
            places.Of(column),
            $"The values of column '{DiagnosticText.Shorten(raw.Name)}' look like dates in the format {formats[0]}{(other is null ? string.Empty : $" (or {other})")}, such as '{DiagnosticText.Shorten(example)}', but only ISO 8601 with a year of four digits is taken as a date by itself. Say <Column Include=\"{raw.Name}\" Format=\"{formats[0]}\" />, or, if they are none, Type=\"{(raw.IsNumber ? "Number" : "String")}\"."));
    }

    private static long? Meaning(string format, string text) => new ValueReader([], true, '.', null, null, format, 0).Date(text);

    private static string Quoted(IEnumerable<string> values) => string.Join(", ", values.Select(v => $"'{DiagnosticText.Shorten(v)}'"));

    private ColumnSpec? Said(RawColumn column) => Said(column.Name);

    private ColumnSpec? Said(string column) => spec.Columns.FirstOrDefault(c => c.Name == column);

    /// <summary>A label is a number when it is regressed on, else text: the names of classes.</summary>
    private SchemaColumn LabelOf(RawColumn raw, SchemaColumn column)
    {
        var label = column with { Role = ColumnRole.Label };
        var isNumber = spec.Task == ModelTask.Regression
            || (spec.Task is null && column.Type == ColumnType.Number && session.Count($"SELECT count(DISTINCT {raw.Sql}) FROM {training.Table}") != 2);
        if (isNumber)
        {
            return label with { Type = ColumnType.Number };
        }

        // The style is that of all classes as they stand: 1.0 is 1 only where all are whole numbers.
        var plain = TypedValues.ClassOf(raw, LabelStyle.Exact);
        var classes = Classes(plain);
        var style = LabelStyle.Of([.. classes.Select(WithoutFraction)]);
        return label with
        {
            Type = ColumnType.String,
            Format = null,
            Unit = null,
            Decimal = null,
            Thousands = null,
            Domain = [.. Classes(TypedValues.ClassOf(raw, style)).Order(StringComparer.Ordinal)],
        };
    }

    private List<string> Classes(string sql) =>
        [.. session.Query($"SELECT DISTINCT {sql} AS v FROM {training.Table} WHERE v IS NOT NULL LIMIT {MaxClasses}").Select(r => (string)r[0]!)];

    private static string WithoutFraction(string text) =>
        text.IndexOf('.', StringComparison.Ordinal) is > 0 and var point && text[(point + 1)..].Length > 0 && text[(point + 1)..].All(c => c == '0') ? text[..point] : text;
}
