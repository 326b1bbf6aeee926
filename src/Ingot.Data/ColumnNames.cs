using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>What holds of the names of a file's columns, whatever its format.</summary>
internal static class ColumnNames
{
    /// <summary>Checks that no name is there twice. DuckDB compares names without case, and so does C# tooling sooner or later.</summary>
    /// <exception cref="IngotException">INGOT1004.</exception>
    public static void Check(DataSource source, SourceLocation location, IReadOnlyList<string> names)
    {
        if (names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
        {
            var spellings = twice.Distinct(StringComparer.Ordinal).ToList();
            var shown = spellings.Count == 1 ? $"'{DiagnosticText.Shorten(twice.Key)}' {twice.Count()} times" : $"'{DiagnosticText.Shorten(twice.Key)}' {twice.Count()} times, as {DiagnosticText.List(spellings)}";
            throw new IngotException(PrepareDiagnostics.UnreadableFile.At(
                location, $"The file '{source.DisplayName}' has the column {shown} (names are compared without case). Rename one."));
        }
    }
}
