using System.Globalization;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Runs.Stores;

namespace Ingot.Tool.Runs;

/// <summary>The store that the verbs look into. Opening it looks whether it is whole, and marks runs whose process is gone.</summary>
internal sealed class RunBook
{
    private const string Last = "last";

    // The newest, among which one that was misspelt is looked for.
    private const int MostKnown = 1000;

    private RunBook(IRunStore store, string folder) => (Store, Folder) = (store, folder);

    /// <summary>The store.</summary>
    public IRunStore Store { get; }

    /// <summary>The folder from which the paths of projects go on: that of the repository, else the working folder.</summary>
    public string Folder { get; }

    /// <summary>Opens it.</summary>
    /// <param name="said">What the command line says; null: the environment, else that of the working folder.</param>
    /// <param name="diagnostics">Where damage is said.</param>
    public static RunBook Open(string? said, IDiagnosticSink diagnostics)
    {
        var folder = Environment.CurrentDirectory;
        var location = said is { Length: > 0 } ? RunStoreLocation.Of(said, folder)
            : RunStoreLocation.TryEnvironment(folder, out var named) ? named
            : RunStoreLocation.OfWorkingFolder(folder);
        if (said is { Length: > 0 } && location?.File is { } file && !File.Exists(file))
        {
            throw Wrong($"There is no file '{DiagnosticText.Shorten(said)}' with runs. Correct --store, or leave it out; builds make the store when they record the first run.");
        }

        var store = (location ?? throw Wrong($"The store is '{RunStoreLocation.None}', so nothing is recorded; expected a file or a database. Name one with --store, or set {RunStoreLocation.Variable}.")).Open(diagnostics, TimeProvider.System);
        store.Check();
        store.MarkKilled((owner, seen) => RunOwner.IsGone(owner, seen, TimeProvider.System.GetUtcNow()));
        return new RunBook(store, RunStoreLocation.RepositoryOf(folder) ?? folder);
    }

    /// <summary>The run that a text names: its id, an unmistakable beginning or end of it, <c>last</c>, or <c>last~1</c> for the one before.</summary>
    /// <exception cref="IngotException">INGOT9204: none or several.</exception>
    public Run Find(string text)
    {
        if (text.StartsWith(Last, StringComparison.OrdinalIgnoreCase))
        {
            return OfLast(text[Last.Length..]) ?? throw No($"There is no run '{text}'; expected 'last', or 'last~1' for the one before the last, of those that there are.");
        }

        var ids = Store.FindIds(text, 4);
        var id = ids.Contains(text, StringComparer.Ordinal) ? text
            : ids.Count == 1 ? ids[0]
            : ids.Count == 0 ? throw No($"No run has an id that begins or ends with '{DiagnosticText.Shorten(text)}'{Meant(text)}. 'dotnet ingot runs list' has them.")
            : throw No($"Several runs have ids that begin or end with '{DiagnosticText.Shorten(text)}': {DiagnosticText.List(ids)}. Give more of it.");
        return Store.Read(new RunQuery { Ids = [id], WithSlices = true })[0];
    }

    /// <summary>What is wrong with a question (INGOT9205).</summary>
    public static IngotException Wrong(FormattableString why) => new(RunDiagnostics.WrongQuestion.At(new SourceLocation("runs"), why));

    // As much of each id as was written.
    private string Meant(string text)
    {
        var known = Store.FindIds(string.Empty, MostKnown).Prepend(Last)
            .SelectMany(id => (string[])[id, id[..Math.Min(text.Length, id.Length)], id[^Math.Min(text.Length, id.Length)..]], (id, part) => (Id: id, Part: part)).DistinctBy(k => k.Part).ToList();
        return Misspelling.NearestOf(text, known.Select(k => k.Part)) is { } part ? $" (did you mean {known.Find(k => k.Part == part).Id}?)" : string.Empty;
    }

    private Run? OfLast(string rest)
    {
        var back = 0;
        if (rest.Length > 0 && !(rest[0] == '~' && int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out back)))
        {
            return null;
        }

        var runs = Store.Read(new RunQuery { OnlyWhole = true, Limit = back + 1 });
        return runs.Count > back ? Store.Read(new RunQuery { Ids = [runs[back].Id], WithSlices = true })[0] : null;
    }

    private IngotException No(FormattableString why) => new(RunDiagnostics.NoSuchRun.At(new SourceLocation(Store.Name), why));
}
