using Ingot.Core.Diagnostics;

namespace Ingot.Pipeline.Search;

/// <summary>Which runs of the store the metadata <c>From</c> names: <c>runs</c>, <c>runs:ID</c>, or <c>runs:tag=best,search=Boosting,model=Churn</c>.</summary>
/// <param name="Text">As the project writes it.</param>
internal sealed record RunsSource(string Text)
{
    private const string Word = "runs";
    private const string ModelKey = "model";
    private const string SearchKey = "search";
    private const string TagKey = "tag";

    private static readonly string[] Keys = [ModelKey, SearchKey, TagKey];

    /// <summary>The run, or the search whose trials are meant: its id, or an unmistakable beginning or end of it; null: no particular one.</summary>
    public string? Id { get; private init; }

    /// <summary>The model; null: the project's own.</summary>
    public string? Model { get; private init; }

    /// <summary>The name of the item of the search whose trials are meant; null: of any.</summary>
    public string? Search { get; private init; }

    /// <summary>A word that the run has, or the search that it is a trial of; null: any.</summary>
    public string? Tag { get; private init; }

    /// <summary>Whether a part of <c>From</c> names runs, and no file.</summary>
    public static bool IsOne(string text) => text.Equals(Word, StringComparison.OrdinalIgnoreCase) || text.StartsWith(Word + ":", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one.</summary>
    /// <param name="text">Of which <see cref="IsOne"/> holds.</param>
    /// <param name="wrong">Makes what is thrown of what is wrong with it.</param>
    public static RunsSource Read(string text, Func<FormattableString, IngotException> wrong)
    {
        var source = new RunsSource(text);
        var rest = text.Length > Word.Length ? text[(Word.Length + 1)..].Trim() : string.Empty;
        if (rest.Length > 0 && !rest.Contains('=', StringComparison.Ordinal))
        {
            return source with { Id = rest };
        }

        foreach (var condition in rest.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = condition.Split('=', 2, StringSplitOptions.TrimEntries) is [var before, { Length: > 0 } after] ? (before, after) : (condition, string.Empty);
            source = (value.Length == 0 ? null : Keys.FirstOrDefault(k => k.Equals(key, StringComparison.OrdinalIgnoreCase))) switch
            {
                ModelKey => source with { Model = value },
                SearchKey => source with { Search = value },
                TagKey => source with { Tag = value },
                _ => throw wrong($"From names '{text}', of which '{condition}' is not understood{DiagnosticText.DidYouMean(key, Keys)}; expected runs, runs:ID, or conditions such as runs:tag=best,search=Boosting,model=Churn. Correct it."),
            };
        }

        return source;
    }
}
