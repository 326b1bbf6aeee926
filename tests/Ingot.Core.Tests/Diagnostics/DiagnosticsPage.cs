using System.Text.RegularExpressions;

namespace Ingot.Core.Tests.Diagnostics;

/// <summary><c>docs/diagnostics.md</c> as it is read by people.</summary>
internal sealed partial class DiagnosticsPage
{
    private DiagnosticsPage(IReadOnlyList<Row> rows, IReadOnlyList<Section> sections) => (Rows, Sections) = (rows, sections);

    /// <summary>The index, in its order.</summary>
    public IReadOnlyList<Row> Rows { get; }

    /// <summary>The sections, in their order.</summary>
    public IReadOnlyList<Section> Sections { get; }

    public static DiagnosticsPage Read()
    {
        var text = Comment().Replace(RepositoryRoot.ReadText("docs/diagnostics.md"), string.Empty);
        var rows = IndexRow().Matches(text).Select(m => new Row(m.Groups["code"].Value, m.Groups["anchor"].Value, m.Groups["severity"].Value, m.Groups["title"].Value));
        return new DiagnosticsPage([.. rows], [.. text.Split("\n## ").Skip(1).Select(ReadSection)]);
    }

    private static Section ReadSection(string text)
    {
        var code = text.Split('\n')[0].Trim();
        var title = Title().Match(text);
        return new Section(code, title.Groups["title"].Value, title.Groups["severity"].Value, Example().Match(text).Groups["line"].Value, text);
    }

    internal sealed record Row(string Code, string Anchor, string Severity, string Title);

    internal sealed record Section(string Code, string Title, string Severity, string Example, string Text);

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\| \[(?<code>INGOT\d{4})\]\(#(?<anchor>\w+)\) \| (?<severity>[a-z ]+) \| (?<title>.+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex IndexRow();

    [GeneratedRegex(@"^\*\*(?<title>[^*\n]+)\*\* \((?<severity>[a-z ]+)\)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Title();

    [GeneratedRegex(@"^```text\n(?<line>[^\n]+)\n```$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();
}
