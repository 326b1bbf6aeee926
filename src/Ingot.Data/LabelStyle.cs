using System.Text.RegularExpressions;

namespace Ingot.Data;

/// <summary>What kind of words the classes of a label are, so that the same class written otherwise is the same.</summary>
/// <param name="IsWhole">Whether all are whole numbers: then <c>1.0</c> is class <c>1</c>.</param>
/// <param name="True">If the classes are the two truth values: how true is written; then <c>TRUE</c> is class <c>true</c>.</param>
/// <param name="False">How false is written then.</param>
internal sealed partial record LabelStyle(bool IsWhole, string? True, string? False)
{
    /// <summary>Nothing is the same but the same text.</summary>
    public static LabelStyle Exact { get; } = new(false, null, null);

    /// <summary>The style of classes.</summary>
    public static LabelStyle Of(IReadOnlyList<string>? classes)
    {
        if (classes is null or [])
        {
            return Exact;
        }

        var truths = classes.GroupBy(c => c.ToUpperInvariant()).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        return truths.Keys.All(k => k is "TRUE" or "FALSE")
            // One spelling of each is that of the classes; of several, the one that JSON and C# have.
            ? new LabelStyle(false, Spelling("TRUE", "true"), Spelling("FALSE", "false"))
            : new LabelStyle(classes.All(c => WholeNumber().IsMatch(c)), null, null);

        string Spelling(string key, string usual) => truths.Values.All(v => v.Count == 1) && truths.TryGetValue(key, out var found) ? found[0] : usual;
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();
}
