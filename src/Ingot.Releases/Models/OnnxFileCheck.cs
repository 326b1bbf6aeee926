using Ingot.Core.Diagnostics;

namespace Ingot.Releases.Models;

/// <summary>
/// Judges the ONNX file of somebody else by its bytes, before ONNX Runtime sees them: nothing of it may lie in another file, come from
/// elsewhere, or be beyond <see cref="OnnxLimits"/>. How long a model runs and how much memory it takes no one can read off a file:
/// that is what a trial is for.
/// </summary>
public static class OnnxFileCheck
{
    /// <summary>Refuses a file.</summary>
    /// <param name="model">The bytes of the file.</param>
    /// <param name="place">The place of the diagnostic.</param>
    /// <param name="allowControlFlow">
    /// Whether there may be graphs within graphs (<c>If</c>, <c>Loop</c>, <c>Scan</c>): true only where the model is tried in a process of
    /// its own, with limits of time and memory.
    /// </param>
    /// <exception cref="IngotException">
    /// INGOT9021: it is no ONNX file, or lies about its own parts. INGOT9022: a tensor lies in another file. INGOT9023: it has operators
    /// from elsewhere. INGOT9024: it is beyond a limit. INGOT9025: it has control flow.
    /// </exception>
    public static void Require(ReadOnlySpan<byte> model, SourceLocation place, bool allowControlFlow)
    {
        try
        {
            new OnnxWalk(place, allowControlFlow).Model(model);
        }
        catch (InvalidDataException e)
        {
            throw new IngotException(
                InfrastructureDiagnostics.OnnxUnreadable.At(
                    place, $"The ONNX file cannot be read: {e.Message}. Fetch it again from where it was published; if it is the same there, do not use it."),
                e);
        }
    }
}
