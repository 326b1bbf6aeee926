using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;

namespace Ingot.Runs.Stores;

/// <summary>
/// A store of runs that several processes write at once. Every call is one transaction and leaves nothing open. What cannot be done is an
/// <see cref="IngotException"/> of INGOT9202, or INGOT9020 when a newer Ingot made the store.
/// </summary>
public interface IRunStore
{
    /// <summary>Where it is, for people: without a password.</summary>
    string Name { get; }

    /// <summary>
    /// Adds runs, or brings known ones up to date. Doing it twice changes nothing. Notes and tags that a known run has stay: they are people's.
    /// </summary>
    /// <param name="runs">The runs, in one transaction.</param>
    /// <param name="owner">The process that works at those that run; null: nobody's.</param>
    /// <param name="now">The time by which others see that the owner lives.</param>
    void Save(IReadOnlyCollection<Run> runs, RunOwner? owner, DateTimeOffset now);

    /// <summary>The runs that a question asks for, in its order.</summary>
    IReadOnlyList<Run> Read(RunQuery query);

    /// <summary>The ids that begin or end with a text, at most so many.</summary>
    IReadOnlyList<string> FindIds(string part, int most);

    /// <summary>Says that the owner of a run lives.</summary>
    void Beat(string id, DateTimeOffset now);

    /// <summary>Marks runs whose process is gone as killed.</summary>
    /// <param name="isGone">Whether the owner is gone, by when it was last seen.</param>
    /// <returns>How many were marked.</returns>
    int MarkKilled(Func<RunOwner?, DateTimeOffset, bool> isGone);

    /// <summary>Replaces the notes of a run; null removes them.</summary>
    void SetNotes(string id, string? notes);

    /// <summary>Adds and removes words of a run.</summary>
    void Tag(string id, IReadOnlyCollection<string> added, IReadOnlyCollection<string> removed);

    /// <summary>Deletes runs with all runs that are parts of them.</summary>
    /// <returns>How many are gone.</returns>
    int Delete(IReadOnlyCollection<string> ids);

    /// <summary>Looks whether the store is whole. A damaged file is replaced by one with all that could be read of it, and kept beside it.</summary>
    void Check();
}
