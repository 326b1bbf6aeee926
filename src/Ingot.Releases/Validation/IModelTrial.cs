using Ingot.Core.Diagnostics;

namespace Ingot.Releases.Validation;

/// <summary>Loads the model of somebody else and asks it, before anybody relies on it. An application may register its own.</summary>
public interface IModelTrial
{
    /// <summary>
    /// Whether a model that never ends, takes all memory or crashes harms nobody, because it is tried in a process of its own. Models with
    /// control flow (<c>If</c>, <c>Loop</c>, <c>Scan</c>) are taken only then.
    /// </summary>
    bool IsIsolated { get; }

    /// <summary>Loads a model and asks it for golden rows.</summary>
    /// <param name="subject">The model and the rows.</param>
    /// <param name="cancellation">Stops it at once.</param>
    /// <returns>The answers, row by row; empty when there are no rows.</returns>
    /// <exception cref="IngotException">
    /// INGOT3010: ONNX Runtime cannot load it. INGOT9026, INGOT9027, INGOT9028: it takes too long or too much memory, or crashes.
    /// INGOT9029: there is no process to try it in.
    /// </exception>
    /// <exception cref="InvalidDataException">It loads, but cannot be asked for the rows.</exception>
    float[] Answer(TrialSubject subject, CancellationToken cancellation);
}
