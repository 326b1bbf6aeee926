using Ingot.Artifacts.Stages;

namespace Ingot.Pipeline.Tests;

/// <summary>What it means that stages leave something else behind than was written down.</summary>
internal static class OutputChanges
{
    /// <summary>Names the stages whose own work changed; those after them have other inputs, and so other keys, already.</summary>
    /// <param name="before">What was written down.</param>
    /// <param name="after">What they leave behind now.</param>
    public static string Explain(IReadOnlyList<OutputLine> before, IReadOnlyList<OutputLine> after) =>
        string.Join('\n', StageCatalog.All.Select(s => Explain(s, before, after)).OfType<string>());

    private static string? Explain(StageDefinition stage, IReadOnlyList<OutputLine> before, IReadOnlyList<OutputLine> after)
    {
        List<OutputLine> old = [.. Of(stage.Name, before)];
        if (old.Count > 0 && old[0].Version != stage.Version)
        {
            return FormattableString.Invariant($"The version of the stage {stage.Name} is {stage.Version} and was {old[0].Version}: accept the new file.");
        }

        var changed = Changed(old, Of(stage.Name, after));
        return changed.Count == 0 || stage.DependsOn.Any(d => d.File is { } file && HasChanged(file, before, after)) ? null
            : FormattableString.Invariant($"The output of the stage {stage.Name} changed and its version, {stage.Version}, did not ({string.Join(", ", changed)}): raise the version in StageCatalog (after the first release; else caches keep the old output) and accept the new file. A native library's new version is in the keys by itself.");
    }

    private static bool HasChanged(StageFile file, IReadOnlyList<OutputLine> before, IReadOnlyList<OutputLine> after) =>
        Changed(Of(file.Stage, before), Of(file.Stage, after)).Contains(file.NameFor(GoldenModel.Name));

    private static IEnumerable<OutputLine> Of(string stage, IReadOnlyList<OutputLine> lines) => lines.Where(l => l.Stage == stage);

    private static List<string> Changed(IEnumerable<OutputLine> before, IEnumerable<OutputLine> after)
    {
        var (old, now) = (before.ToDictionary(l => l.File, l => l.Sha256), after.ToDictionary(l => l.File, l => l.Sha256));
        return [.. old.Keys.Union(now.Keys).Where(f => old.GetValueOrDefault(f) != now.GetValueOrDefault(f)).Order(StringComparer.Ordinal)];
    }
}
