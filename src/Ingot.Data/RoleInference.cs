using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// Infers what columns are for, with the reason: what names a row (an id) and what never changes are no features, and texts of several words that hardly repeat
/// are free text.
/// </summary>
internal sealed class RoleInference(DuckDbSession session, NumberScans numbers, CategoryScans categories, ModelSpec spec, ColumnPlaces places, IDiagnosticSink sink)
{
    private const string Table = "training";
    private const int FewRows = 20;
    private const int FewestRows = 10;
    private const int IdRows = 100;
    private const double EntityShare = 0.95;
    private const double MostlyRare = 0.5;
    private const double WordsOfText = 3;

    // What the name of a column ends with that names rows.
    private static readonly string[] IdWords = ["id", "ids", "uuid", "guid", "key", "index", "rownum", "rowid", "nr", "no", "number", "unnamed: 0", "rownames", "rowname"];

    private readonly List<(string Name, string Why)> _doubtful = [];

    /// <summary>The columns with their roles and the reasons.</summary>
    /// <param name="columns">The columns with their types, counts and categories.</param>
    /// <param name="rows">Number of training rows.</param>
    public IReadOnlyList<SchemaColumn> Infer(IReadOnlyList<SchemaColumn> columns, long rows)
    {
        var ids = NumberedRows(columns, rows);
        var roles = columns.Select(c => WithRole(c, rows, ids)).ToList();
        if (_doubtful.Count > 0 && roles.Any(c => c.Role == ColumnRole.Feature))
        {
            sink.Report(PrepareDiagnostics.LeftOut.At(
                places.File,
                $"{DiagnosticText.Count(_doubtful.Count, "column")} {DiagnosticText.Agree(_doubtful.Count, "is", "are")} left out of the model: {string.Join("; ", _doubtful.Take(10).Select(d => $"'{DiagnosticText.Shorten(d.Name)}' ({d.Why})"))}{(_doubtful.Count > 10 ? string.Create(CultureInfo.InvariantCulture, $"; and {_doubtful.Count - 10:N0} more") : string.Empty)}. Review {Path.GetFileName(spec.SchemaFile)}; to use one as it is, give it the role Feature there and build again."));
        }

        return roles;
    }

    private SchemaColumn WithRole(SchemaColumn column, long rows, Dictionary<string, string> ids)
    {
        if (column.Role == ColumnRole.Label)
        {
            return column with { Why = "the property ModelLabel" };
        }

        if (spec.Columns.FirstOrDefault(c => c.Name == column.Name)?.Role is { } said)
        {
            // What groups are called is nobody's to expect, and may be people.
            var isGroup = said == ColumnRole.Group;
            return WithEncoding(
                column with { Role = said, Why = column.Why ?? "the project says so", Domain = isGroup ? null : column.Domain, Rare = isGroup ? 0 : column.Rare }, rows);
        }

        var text = WithEncoding(column, rows);
        if (text.IsText && column.Distinct > 1)
        {
            return text;
        }

        var (role, reason, doubt) = Guess(column, rows, ids);
        var why = column.Why is { } type && reason != type ? $"{type}; {reason}" : reason;
        if (doubt)
        {
            _doubtful.Add((column.Name, why));
        }

        return column with { Role = role, Why = why, Domain = role == ColumnRole.Feature ? column.Domain : null, Rare = role == ColumnRole.Feature ? column.Rare : 0 };
    }

    /// <summary>The column as free text, where the project says that it is, or texts of several words hardly repeat; else as it is.</summary>
    private SchemaColumn WithEncoding(SchemaColumn column, long rows)
    {
        var said = spec.Columns.FirstOrDefault(c => c.Name == column.Name);
        var encoding = said?.Encoding ?? (said?.Text is null ? null : ColumnEncoding.Text);
        if (column.Type != ColumnType.String || column.Role is not (ColumnRole.Feature or ColumnRole.Ignored) || encoding is not (null or ColumnEncoding.Text)
            || (column.Role != ColumnRole.Feature && encoding is null))
        {
            return column;
        }

        if (encoding is null && !IsMostlyRare(column, rows))
        {
            return column;
        }

        var (present, words) = (categories.Of(Table, [column])[column.Name].Present, Words(column));
        return encoding is null && (words < WordsOfText || (present < FewRows && rows > FewRows)) ? column : column with
        {
            IsText = true,
            Domain = null,
            Rare = 0,
            Why = string.Create(CultureInfo.InvariantCulture, $"{(encoding is null ? string.Empty : "the project says so: ")}free text, {column.Distinct:N0} different values in {present:N0} rows, {words:0.#} {(words == 1 ? "word" : "words")} on average"),
        };
    }

    private static bool IsMostlyRare(SchemaColumn column, long rows) =>
        column.Rare > MostlyRare && (rows > FewRows || (column.Rare >= 1 && rows >= FewestRows));

    private (ColumnRole Role, string Why, bool Doubt) Guess(SchemaColumn column, long rows, Dictionary<string, string> ids)
    {
        var distinct = column.Distinct ?? 0;
        if (distinct == 0)
        {
            return (ColumnRole.Ignored, "no value", false);
        }

        if (distinct == 1 && column.MinFraction >= 1)
        {
            return (ColumnRole.Ignored, "one value in all rows", false);
        }

        if (ids.TryGetValue(column.Name, out var number))
        {
            return (ColumnRole.Entity, number, true);
        }

        if (column.Type != ColumnType.String)
        {
            return (ColumnRole.Feature, Kind(column), false);
        }

        if (spec.Columns.FirstOrDefault(c => c.Name == column.Name)?.Encoding is { } encoding)
        {
            return (ColumnRole.Feature, $"the project says so: {encoding}", false);
        }

        var present = categories.Of(Table, [column])[column.Name].Present;
        if (IsMostlyRare(column, rows))
        {
            var share = string.Create(CultureInfo.InvariantCulture, $"{distinct:N0} different values in {present:N0} rows");
            if (present < FewRows && rows > FewRows)
            {
                return (ColumnRole.Ignored, string.Create(CultureInfo.InvariantCulture, $"only {DiagnosticText.Count(present, "row")} of {rows:N0} {DiagnosticText.Agree(present, "has", "have")} a value, and most of them are rare"), true);
            }

            return (ColumnRole.Entity, distinct > EntityShare * present ? $"names the row, {share}" : $"most values are rare, {share}", distinct <= EntityShare * present || rows <= IdRows);
        }

        return (ColumnRole.Feature, column.Rare > 0
            ? string.Create(CultureInfo.InvariantCulture, $"categories; {(column.Rare < 0.0005 ? "<0.1 %" : $"{column.Rare:P1}")} of the rows have rare ones, which are \"other\"")
            : "categories", false);
    }

    private static string Kind(SchemaColumn column) => column.Type switch
    {
        ColumnType.Boolean => "true or false",
        ColumnType.Date => column.Format is null ? "dates in ISO 8601" : $"dates as {column.Format}",
        _ => column.Unit is null ? "numbers" : $"numbers with {column.Unit}",
    };

    private double Words(SchemaColumn column) =>
        Convert.ToDouble(session.Query($"SELECT avg(len(string_split({DuckDbSession.Name(column.Name)}, ' '))) FROM {Table}")[0][0] ?? 0.0, CultureInfo.InvariantCulture);

    /// <summary>
    /// The number columns that number rows, with the reason: all values whole and different, and most of the numbers between the least and the greatest there, in
    /// rising order or without a gap; or named as ids are. Times and amounts that happen to be different leave larger gaps.
    /// </summary>
    private Dictionary<string, string> NumberedRows(IReadOnlyList<SchemaColumn> columns, long rows)
    {
        var unique = columns.Where(c => c is { Type: ColumnType.Number, Role: ColumnRole.Feature } && c.MinFraction >= 1 && c.Distinct == rows && rows > FewRows).ToList();
        var found = numbers.Of(Table, unique);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in unique.Where(c => found[c.Name].AreWhole))
        {
            var span = found[column.Name].Greatest - found[column.Name].Least + 1;
            if (rows > IdRows && (span == rows || (span < 2.0 * rows && IsRising(column))))
            {
                ids[column.Name] = "whole numbers that number the rows";
            }
            else if (IsIdName(column.Name))
            {
                ids[column.Name] = "named as an id, and all values are different";
            }
        }

        return ids;
    }

    private bool IsRising(SchemaColumn column)
    {
        var name = DuckDbSession.Name(column.Name);
        return session.Count($"SELECT count(*) FROM (SELECT {name} <= lag({name}) OVER (ORDER BY {RawData.RowNumber}) AS falls FROM {Table}) WHERE falls") == 0;
    }

    private static bool IsIdName(string name)
    {
        var lower = name.ToLowerInvariant();
        return IdWords.Any(w => lower == w || lower.EndsWith($"_{w}", StringComparison.Ordinal) || lower.EndsWith($" {w}", StringComparison.Ordinal) || lower.EndsWith($"-{w}", StringComparison.Ordinal) || lower.EndsWith($".{w}", StringComparison.Ordinal))
            || (name.Length > 2 && name.EndsWith("Id", StringComparison.Ordinal)) || (name.Length > 2 && name.EndsWith("ID", StringComparison.Ordinal));
    }
}
