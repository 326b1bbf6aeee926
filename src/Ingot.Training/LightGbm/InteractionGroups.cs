using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Onnx.Features;

namespace Ingot.Training.LightGbm;

/// <summary>
/// Which columns may act together: the <c>Trainer</c> item's <c>Interactions</c>, groups of columns with <c>;</c> between them and <c>,</c> between their columns. On the way to a leaf
/// are only columns of one group; a column that no group names acts alone.
/// </summary>
internal static class InteractionGroups
{
    /// <summary>The parameter.</summary>
    public const string Interactions = nameof(Interactions);

    /// <summary>As LightGBM's parameters write it; null: the project says nothing.</summary>
    /// <exception cref="IngotException">INGOT2001: a group has no column, or a column is none of the features.</exception>
    public static string? Of(TrainerSpec trainer, IFeatureRows features)
    {
        if (TrainerValues.Text(trainer, Interactions) is not { } text)
        {
            return null;
        }

        var columns = features.Columns;
        var groups = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(g => g.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (groups.SelectMany(g => g).FirstOrDefault(c => !columns.Contains(c)) is { } unknown)
        {
            throw Wrong(trainer, $"{Interactions} of the trainer {trainer.Name} names '{DiagnosticText.Shorten(unknown)}', which is no feature{DiagnosticText.DidYouMean(unknown, columns)}; expected columns with commas between them, and semicolons between the groups.");
        }

        if (groups.Count == 0 || groups.Exists(g => g.Length == 0))
        {
            throw Wrong(trainer, $"{Interactions}=\"{text}\" of the trainer {trainer.Name} names no column; expected columns with commas between them, and semicolons between the groups.");
        }

        var named = groups.SelectMany(g => g).ToHashSet(StringComparer.Ordinal);
        groups.AddRange(columns.Distinct().Where(c => !named.Contains(c)).Select(c => (string[])[c]));
        var lists = groups.Select(g => $"[{string.Join(',', Enumerable.Range(0, columns.Count).Where(f => g.Contains(columns[f])))}]");
        return $"interaction_constraints={string.Join(',', lists)}";
    }

    private static IngotException Wrong(TrainerSpec trainer, FormattableString message) => new(TrainDiagnostics.InvalidTrainer.At(trainer.Location, message));
}
