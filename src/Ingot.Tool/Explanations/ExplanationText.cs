using System.Text.RegularExpressions;
using Ingot.Core;
using Spectre.Console;

namespace Ingot.Tool.Explanations;

/// <summary>An explanation as text: for a terminal, for a file or a pipe, and as JSON.</summary>
internal static partial class ExplanationText
{
    /// <summary>Without any colour, one line per paragraph.</summary>
    public static string ToPlain(Explanation e) => string.Join(
        '\n',
        $"{e.Code} ({e.Severity}): {e.Title}",
        string.Empty,
        $"    {e.Example}",
        string.Empty,
        $"Found: {Plain(e.Found)}",
        $"Why it matters: {Plain(e.Why)}",
        $"Remedy: {Plain(e.Remedy)}",
        $"Silence: {Plain(e.Silence)}");

    /// <summary>In Spectre.Console's markup.</summary>
    public static string ToMarkup(Explanation e) => string.Join(
        '\n',
        $"[bold]{e.Code}[/] ({e.Severity}): [bold]{Markup.Escape(e.Title)}[/]",
        string.Empty,
        $"[{(e.Severity == "error" ? "red" : "yellow")}]{Markup.Escape(e.Example)}[/]",
        string.Empty,
        $"[bold]Found.[/] {Marked(e.Found)}",
        string.Empty,
        $"[bold]Why it matters.[/] {Marked(e.Why)}",
        string.Empty,
        $"[bold]Remedy.[/] {Marked(e.Remedy)}",
        string.Empty,
        $"[bold]Silence.[/] {Marked(e.Silence)}");

    /// <summary>The members of <see cref="Explanation"/>, without Markdown.</summary>
    public static string ToJson(Explanation e) => JsonFormat.Write(WithoutMarkdown(e));

    /// <summary>A list of such objects.</summary>
    public static string ToJson(IEnumerable<Explanation> all) => JsonFormat.Write(all.Select(WithoutMarkdown));

    private static Explanation WithoutMarkdown(Explanation e) =>
        e with { Found = Plain(e.Found), Why = Plain(e.Why), Remedy = Plain(e.Remedy), Silence = Plain(e.Silence) };

    private static string Plain(string markdown) => Code().Replace(WithoutLinks(markdown), "${text}");

    private static string Marked(string markdown) =>
        Code().Replace(Markup.Escape(WithoutLinks(markdown)), "[blue]${text}[/]");

    // A link leads nowhere in a user's repository: its words name the page by its title.
    private static string WithoutLinks(string markdown) => Link().Replace(markdown, "${text}");

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\([^)\s]+\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
