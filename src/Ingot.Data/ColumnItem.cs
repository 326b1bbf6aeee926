using System.Text.RegularExpressions;
using Ingot.Core.Diagnostics;

namespace Ingot.Data;

/// <summary>
/// Lines for people to copy into their project, with names and values as MSBuild and XML need them: a column named <c>paid?</c> would be a
/// wildcard that fits no file, and the item gone without a word.
/// </summary>
internal static partial class ColumnItem
{
    private const int MaxNames = 10;

    /// <summary>An item of one column.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="metadata">The name of its metadata.</param>
    /// <param name="value">The value of its metadata; a list if it has semicolons.</param>
    public static string Of(string column, string metadata, string value) => Of([column], metadata, value);

    /// <summary>One item for several columns, of which the first ten are named.</summary>
    /// <param name="columns">The columns' names.</param>
    /// <param name="metadata">The name of the metadata.</param>
    /// <param name="value">The value of the metadata; a list if it has semicolons.</param>
    public static string Of(IReadOnlyList<string> columns, string metadata, string value) =>
        $"<Column Include=\"{string.Join(';', columns.Take(MaxNames).Select(c => InName().Replace(Escape(c), Hex)))}{(columns.Count > MaxNames ? ";…" : string.Empty)}\" {metadata}=\"{Escape(value)}\" />";

    /// <summary>Words that mean a missing value, as metadata of columns.</summary>
    /// <param name="columns">The columns' names.</param>
    /// <param name="words">The words found.</param>
    /// <param name="others">The words that mean it so far, and are to do so still.</param>
    public static string Missing(IReadOnlyList<string> columns, IEnumerable<string> words, IEnumerable<string> others) =>
        Of(columns, "MissingValues", List(words, others));

    /// <summary>The same for all columns, as a property.</summary>
    /// <param name="words">The words found.</param>
    /// <param name="others">The words that mean it so far, and are to do so still.</param>
    public static string Missing(IEnumerable<string> words, IEnumerable<string> others) =>
        $"<ModelMissingValues>{Escape(List(words, others))}</ModelMissingValues>";

    private static string List(IEnumerable<string> words, IEnumerable<string> others) => string.Join(';', words.Concat(others).Distinct(StringComparer.Ordinal).Select(DiagnosticText.Shorten));

    private static string Escape(string text)
    {
        var escaped = DiagnosticText.Escape(InText().Replace(text, Hex));
        return escaped.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
    }

    private static string Hex(Match character) => FormattableString.Invariant($"%{(int)character.Value[0]:X2}");

    [GeneratedRegex("%(?=[0-9A-Fa-f]{2}|\\()|[$@](?=\\()")]
    private static partial Regex InText();

    [GeneratedRegex("[*?]|;(?<!&(amp|lt|gt|quot);)")]
    private static partial Regex InName();
}
