using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Compares data with the schema. Every anomaly is reported, with its count and examples, at the schema's line.</summary>
internal sealed class SchemaValidation(DuckDbSession session, ModelSpec spec, ModelSchema schema, IDiagnosticSink sink)
{
    private const int Examples = 5;
    private static readonly string[] Outputs = ["predicted_label", "score", "probability", "probabilities", RawData.RowNumber];

    /// <summary>Checks that the columns are there.</summary>
    /// <returns>Whether the table can be typed.</returns>
    public bool CheckColumns(string table, IReadOnlyList<(string Name, string SqlType)> raw)
    {
        var found = raw.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var missing = schema.Columns.Where(c => !found.Contains(c.Name)).ToList();
        foreach (var column in missing)
        {
            sink.Report(PrepareDiagnostics.MissingColumn.At(
                Place(column), $"The {table} data have no column '{column.Name}', which the schema expects. Bring it back, or remove it from the schema."));
        }

        var expected = schema.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in found.Where(n => !expected.Contains(n)).Order(StringComparer.Ordinal))
        {
            sink.Report(PrepareDiagnostics.NewColumn.At(
                new SourceLocation(spec.SchemaFile, 1, 1), $"The {table} data have a new column '{name}', which the schema does not know. Add it to the schema (role Ignored if the model shall not use it)."));
        }

        foreach (var column in schema.Features.Where(c => Outputs.Contains(c.Name)))
        {
            sink.Report(PrepareDiagnostics.ReservedName.At(
                Place(column), $"The feature '{column.Name}' has the name of an output of the model. Rename the column."));
        }

        foreach (var column in spec.Columns.Where(c => !expected.Contains(c.Name)))
        {
            sink.Report(PrepareDiagnostics.MissingColumn.At(
                column.Location, $"There is no column '{column.Name}' in the data; expected one of {string.Join(", ", expected.Take(50))}."));
        }

        return missing.Count == 0;
    }

    /// <summary>Checks the values, before they are typed.</summary>
    public void CheckValues(string table)
    {
        var rows = session.Count($"SELECT count(*) FROM raw_{table}");
        foreach (var column in schema.Columns)
        {
            var name = DuckDbSession.Name(column.Name);
            Check(table, column, PrepareDiagnostics.WrongType, $"{name} IS NOT NULL AND {Typed(column)} IS NULL",
                $"are no {column.Type}", "Correct the data or the column's type in the schema.");
            if (column.Type == ColumnType.Number)
            {
                Check(table, column, PrepareDiagnostics.Infinite, $"isinf({Typed(column)})", "are infinite", "Correct the data or filter the rows.");
                CheckRange(table, column);
            }

            if (column.Role == ColumnRole.Label)
            {
                Check(table, column, PrepareDiagnostics.BadLabel, $"{name} IS NULL", "are missing in the label", "Drop the rows with <Filter> or correct the data.");
            }

            CheckDomain(table, column, rows);
            CheckPresence(table, column, rows);
        }
    }

    /// <summary>The column's values in its type; NULL where they do not parse.</summary>
    public static string Typed(SchemaColumn column)
    {
        var name = DuckDbSession.Name(column.Name);
        return column.Type switch
        {
            ColumnType.Number => $"nullif(TRY_CAST({name} AS DOUBLE), 'nan'::DOUBLE)",
            ColumnType.Boolean => $"TRY_CAST({name} AS BOOLEAN)",
            ColumnType.Date => $"TRY_CAST({name} AS TIMESTAMP)",
            _ => $"CAST({name} AS VARCHAR)",
        };
    }

    private void CheckRange(string table, SchemaColumn column)
    {
        if (column.Min is { } min)
        {
            Check(table, column, PrepareDiagnostics.Range, $"{Typed(column)} < {min.ToString("R", CultureInfo.InvariantCulture)}::DOUBLE",
                FormattableString.Invariant($"are below the minimum {min}"), "Correct the data, filter the rows, or change the schema.");
        }

        if (column.Max is { } max)
        {
            Check(table, column, PrepareDiagnostics.Range, $"{Typed(column)} > {max.ToString("R", CultureInfo.InvariantCulture)}::DOUBLE",
                FormattableString.Invariant($"are above the maximum {max}"), "Correct the data, filter the rows, or change the schema.");
        }
    }

    private void CheckDomain(string table, SchemaColumn column, long rows)
    {
        if (column.Domain is not { Count: > 0 } domain || column.Type != ColumnType.String)
        {
            return;
        }

        var name = DuckDbSession.Name(column.Name);
        var condition = $"{name} IS NOT NULL AND {name}::VARCHAR NOT IN ({string.Join(", ", domain.Select(DuckDbSession.Text))})";
        var outside = session.Count($"SELECT count(*) FROM raw_{table} WHERE {condition}");
        var broken = outside > (1 - column.MinDomainMass) * rows;
        Check(table, column, PrepareDiagnostics.Domain, condition, "are not in the domain", "The model scores them as \"other\". Add them to the schema's domain, or correct the data.",
            broken ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning);
    }

    private void CheckPresence(string table, SchemaColumn column, long rows)
    {
        var present = session.Count($"SELECT count({DuckDbSession.Name(column.Name)}) FROM raw_{table}");
        if (column.Role != ColumnRole.Label && present < column.MinFraction * rows)
        {
            sink.Report(PrepareDiagnostics.Presence.At(
                Place(column),
                $"Column '{column.Name}' has {present:N0} values in {rows:N0} rows of the {table} data, a share of {(double)present / rows:0.####}; the schema expects at least {column.MinFraction:0.####}. Correct the data, or lower presence.minFraction."));
        }
    }

    private void Check(
        string table, SchemaColumn column, DiagnosticDescriptor descriptor, string condition, string what, string remedy, DiagnosticSeverity? severity = null)
    {
        var count = session.Count($"SELECT count(*) FROM raw_{table} WHERE {condition}");
        if (count == 0)
        {
            return;
        }

        var examples = session.Query(
            $"SELECT {DuckDbSession.Name(column.Name)}::VARCHAR, {RawData.RowNumber} FROM raw_{table} WHERE {condition} ORDER BY {RawData.RowNumber} LIMIT {Examples}")
            .Select(r => $"'{r[0] ?? string.Empty}' (row {Convert.ToString(r[1], CultureInfo.InvariantCulture)})");
        var diagnostic = descriptor.At(
            Place(column), $"{count:N0} values of column '{column.Name}' in the {table} data {what}: {string.Join(", ", examples)}. {remedy}");
        sink.Report(severity is { } s ? diagnostic with { Severity = s } : diagnostic);
    }

    private SourceLocation Place(SchemaColumn column) => new(spec.SchemaFile, column.Line, column.Line > 0 ? 1 : 0);
}
