using System.Text.RegularExpressions;

namespace Ingot.Tool.Explanations;

/// <summary><c>docs/diagnostics.md</c>, carried as a resource.</summary>
internal static partial class DiagnosticsPage
{
    private const string Resource = "diagnostics.md";

    /// <summary>All sections, in the order of the page.</summary>
    public static IReadOnlyList<Explanation> All { get; } = [.. Section().Matches(ReadResource()).Select(Read)];

    /// <summary>The section of a code, without case; null when there is none.</summary>
    public static Explanation? Find(string code) =>
        All.FirstOrDefault(e => string.Equals(e.Code, code, StringComparison.OrdinalIgnoreCase));

    private static string ReadResource()
    {
        using var stream = typeof(DiagnosticsPage).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly carries no resource '{Resource}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static Explanation Read(Match match)
    {
        string Paragraph(string name) => match.Groups[name].Value.Trim().Replace('\n', ' ');
        return new Explanation(
            Paragraph("code"), Paragraph("severity"), Paragraph("title"), Paragraph("example"),
            Paragraph("found"), Paragraph("why"), Paragraph("remedy"), Paragraph("silence"));
    }

    [GeneratedRegex(
        @"^## (?<code>INGOT\d{4})\n\n\*\*(?<title>[^*\n]+)\*\* \((?<severity>[a-z ]+)\)\n\n```text\n(?<example>[^\n]+)\n```\n\n"
        + @"\*\*Found\.\*\* (?<found>.+?)\n\n\*\*Why it matters\.\*\* (?<why>.+?)\n\n\*\*Remedy\.\*\* (?<remedy>.+?)\n\n"
        + @"\*\*Silence\.\*\* (?<silence>.+?)(?=\n\n## |\n*\z)",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Section();
}
