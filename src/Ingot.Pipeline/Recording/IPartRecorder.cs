using Ingot.Core.Runs;

namespace Ingot.Pipeline.Recording;

/// <summary>Takes the parts of a stage's run while it goes on, such as the trials of a search.</summary>
internal interface IPartRecorder
{
    /// <summary>A part has ended; again when it went on and ended anew. What cannot be recorded is said, and nothing else comes of it.</summary>
    /// <param name="number">Which part of the stage it is.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="what">Gives the run with what it came to.</param>
    void Add(int number, TimeSpan took, Func<Run, Run> what);
}
