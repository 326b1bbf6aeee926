using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Checks that project, schema and data speak of the same columns.</summary>
internal sealed class ColumnAgreement(ModelSpec spec, IReadOnlyList<SchemaColumn> columns, ColumnPlaces places, IDiagnosticSink sink)
{
    /// <summary>Checks the columns that the project names.</summary>
    public void CheckProject()
    {
        var known = columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var column in spec.Columns.Where(c => !known.Contains(c.Name)))
        {
            sink.Report(PrepareDiagnostics.MissingColumn.At(
                column.Location, $"There is no column '{DiagnosticText.Shorten(column.Name)}' in the data{DiagnosticText.DidYouMean(column.Name, columns.Select(c => c.Name))}; expected one of {DiagnosticText.List(columns.Select(c => c.Name))}. Correct the name, or remove the item."));
        }

        foreach (var column in spec.Columns.Where(c => c.Name == spec.Label && c.Role is not null and not ColumnRole.Label))
        {
            sink.Report(PrepareDiagnostics.BadLabel.At(
                column.Location, $"The column '{DiagnosticText.Shorten(column.Name)}' is the ModelLabel, and has the role {column.Role} too. Remove the role, or correct the property ModelLabel."));
        }
    }

    /// <summary>
    /// Checks that the project says nothing that the schema contradicts: what items say of types, roles and texts is for the inference, and
    /// would be passed over without a word once there is a schema.
    /// </summary>
    /// <param name="schemaFile">The name of the schema's file.</param>
    /// <param name="reading">How the schema says that texts are read.</param>
    public void CheckMetadata(string schemaFile, TextReading reading)
    {
        foreach (var said in spec.Columns)
        {
            if (columns.FirstOrDefault(c => c.Name == said.Name && c.Role != ColumnRole.Label) is { } known && Contradiction.Of(said, known, reading) is { } found)
            {
                sink.Report(PrepareDiagnostics.InvalidSchema.At(
                    said.Location,
                    $"The column '{DiagnosticText.Shorten(said.Name)}' is in {schemaFile}, which takes precedence: its {found.Difference}. If the project is right, write {found.Remedy} there, or delete {schemaFile} and build: it is inferred anew with what the project says. Else remove the metadata from the item."));
            }
        }

        if (spec.MissingWords is { } words && words.Except(reading.Missing, StringComparer.Ordinal).ToList() is [_, ..] unknown)
        {
            sink.Report(PrepareDiagnostics.InvalidSchema.At(
                spec.LocationOf("ModelMissingValues"),
                $"The property ModelMissingValues has {DiagnosticText.List(unknown.Select(w => $"'{w}'"))}, which {schemaFile} does not have among the words of \"missing\" in its reading, and it takes precedence. Add {DiagnosticText.Agree(unknown.Count, "it", "them")} there, or delete {schemaFile} and build: it is inferred anew with what the project says."));
        }
    }

    /// <summary>Checks the columns that the data have.</summary>
    public void CheckData(RawData raw)
    {
        var found = raw.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var column in columns.Where(c => !found.Contains(c.Name)))
        {
            sink.Report(PrepareDiagnostics.MissingColumn.At(
                places.Of(column), $"The {raw.Name} data have no column '{DiagnosticText.Shorten(column.Name)}', which the schema expects. Bring it back, {(column.Role == ColumnRole.Label ? "or, if it has another name now, correct the property ModelLabel and the schema" : "or remove it from the schema")}."));
        }

        var expected = columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in found.Where(n => !expected.Contains(n)).Order(StringComparer.Ordinal))
        {
            sink.Report(PrepareDiagnostics.NewColumn.At(
                places.File, $"The {raw.Name} data have a new column '{DiagnosticText.Shorten(name)}', which the schema does not know. Add it to the schema (role Ignored if the model should not use it)."));
        }

        // The row number stands beside the columns in every prepared table, whatever their role.
        if (raw.Columns.Any(c => string.Equals(c.Name, RawData.RowNumber, StringComparison.OrdinalIgnoreCase)))
        {
            sink.Report(PrepareDiagnostics.ReservedName.At(
                places.File, $"The {raw.Name} data have a column '{RawData.RowNumber}', a name that Ingot itself uses for the row's number. Rename the column."));
        }
    }

    /// <summary>Checks that no input of the model has the name of an output, or of another input.</summary>
    public void CheckFeatures(ModelSchema schema)
    {
        foreach (var column in schema.Features.Where(c => OutputNames.All.Contains(c.Name)))
        {
            sink.Report(PrepareDiagnostics.ReservedName.At(
                places.Of(column), $"The feature '{column.Name}' has the name of an output of the model. Rename the column, or give it the role Ignored."));
        }

        var presences = schema.Features.Where(c => c.HasPresenceInput).ToDictionary(c => c.PresenceInput, c => c.Name, StringComparer.Ordinal);
        foreach (var column in schema.Features.Where(c => presences.ContainsKey(c.Name)))
        {
            sink.Report(PrepareDiagnostics.ReservedName.At(
                places.Of(column), $"The feature '{DiagnosticText.Shorten(column.Name)}' has the name of the model's input that says whether '{DiagnosticText.Shorten(presences[column.Name])}' is present. Rename the column, or give it the role Ignored."));
        }
    }
}
