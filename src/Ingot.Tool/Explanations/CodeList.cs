using System.Globalization;
using System.Text.RegularExpressions;

namespace Ingot.Tool.Explanations;

/// <summary>The codes that a user asks about, as people write them: <c>INGOT4002</c>, <c>ingot4002</c>, <c>4002</c>, <c>4002,4013</c>.</summary>
internal static partial class CodeList
{
    private const int Near = 3;
    private static readonly char[] Separators = [',', ';', ' '];

    /// <summary>The codes in the order in which they were asked for, each once.</summary>
    /// <param name="arguments">What was written; an argument may hold several.</param>
    public static IReadOnlyList<string> Read(IEnumerable<string> arguments) =>
    [
        .. arguments
            .SelectMany(a => a.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(Normalize)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>What is said of a code that does not exist: the ones nearest to it, or what codes look like.</summary>
    public static string Unknown(string code)
    {
        if (!Code().IsMatch(code))
        {
            return $"'{code}' is not the code of a diagnostic; expected INGOT and four digits, such as INGOT4002 or 4002.";
        }

        var stage = code[..^3];
        var siblings = DiagnosticsPage.All.Where(e => e.Code.StartsWith(stage, StringComparison.Ordinal)).ToList();
        if (siblings.Count == 0)
        {
            var stages = DiagnosticsPage.All.Select(e => e.Code[..^3]).Distinct();
            return $"There is no diagnostic {code}, and none that begins with {stage}; they begin with {string.Join(", ", stages)}.";
        }

        var near = siblings.OrderBy(e => Math.Abs(Number(e.Code) - Number(code))).Take(Near).OrderBy(e => e.Code, StringComparer.Ordinal);
        return $"There is no diagnostic {code}; near it are {string.Join(", ", near.Select(e => $"{e.Code} ({e.Title})"))}.";
    }

    private static string Normalize(string text) =>
        Digits().IsMatch(text) ? "INGOT" + text : text.StartsWith("INGOT", StringComparison.OrdinalIgnoreCase) ? text.ToUpperInvariant() : text;

    private static int Number(string code) => int.Parse(code[^4..], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[0-9]{4}\z")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^INGOT[0-9]{4}\z")]
    private static partial Regex Code();
}
