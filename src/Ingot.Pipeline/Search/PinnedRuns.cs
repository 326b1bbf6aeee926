using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Diagnostics;

namespace Ingot.Pipeline.Search;

/// <summary>
/// What a search has taken of the store of runs, kept beside its trials: it is asked once. So the search goes on with the same points when it was killed, a worker on another
/// machine sees them, and runs that are recorded later, its own trials among them, do not make another search of it.
/// </summary>
/// <param name="context">Of the stage.</param>
internal sealed class PinnedRuns(StageContext context)
{
    private const int FolderLetters = 16;
    private const string Extension = ".runs.json";

    /// <summary>What was taken when the search began, else what is taken now.</summary>
    /// <param name="definition">The search, without what it tries first.</param>
    /// <param name="from">The metadata <c>From</c>.</param>
    /// <param name="sources">The parts of it that name runs.</param>
    /// <param name="take">Asks the store.</param>
    /// <exception cref="IngotException">INGOT9006: what was kept is damaged.</exception>
    public IReadOnlyList<TakenRuns> Of(SearchDefinition definition, string from, IReadOnlyList<RunsSource> sources, Func<RunsSource, TakenRuns> take)
    {
        var name = ContentHash.OfText($"{SearchIdentity.Of(context, definition)}\n{from}")[..FolderLetters];
        var file = Path.Combine(context.Folder, "..", SearchFiles.Journals, name + Extension);
        if (File.Exists(file))
        {
            var kept = JsonFormat.Read<Content>(file).From;
            return kept.Select(k => k.Source).SequenceEqual(sources.Select(s => s.Text), StringComparer.Ordinal) ? kept : throw JsonFormat.Damaged(file, new InvalidDataException("It is of another From."));
        }

        List<TakenRuns> taken = [.. sources.Select(take)];
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        AtomicFile.WriteToDisk(file, JsonFormat.Write(new Content(taken)) + "\n");
        return taken;
    }

    private sealed record Content(IReadOnlyList<TakenRuns> From);
}
