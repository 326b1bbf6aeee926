using System.Globalization;
using System.Text.RegularExpressions;
using Ingot.Core.Diagnostics;

namespace Ingot.Data;

/// <summary>What DuckDB says about a file that it cannot read, without its advice about options that nobody set.</summary>
/// <param name="Line">1-based line; 0 when it names none.</param>
/// <param name="Text">One sentence.</param>
internal sealed partial record CsvError(int Line, string Text)
{
    public static CsvError From(string message)
    {
        var lines = message.Split('\n');
        var place = ErrorLine().Match(lines[0]);
        if (!place.Success || !int.TryParse(place.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var line))
        {
            return new CsvError(0, Sentence(Prefix().Replace(lines[0], string.Empty)));
        }

        // The second line repeats the file's line, which may itself hold line breaks: the cause stands before the first advice.
        var cause = lines.Skip(1).TakeWhile(l => !l.StartsWith("Possible", StringComparison.Ordinal)).LastOrDefault(l => l.Trim().Length > 0);
        return new CsvError(line, string.Create(CultureInfo.InvariantCulture, $"line {line}: {Sentence(cause ?? lines[0])}"));
    }

    private static string Sentence(string text) =>
        DiagnosticText.Escape(text.Length > 200 ? text[..200] : text.Trim()).TrimEnd('.') + ".";

    [GeneratedRegex("CSV Error on Line: ([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();

    [GeneratedRegex("^[A-Za-z ]+ Error: ", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}
