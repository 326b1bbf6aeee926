using System.Runtime.InteropServices;
using Ingot.Core.Diagnostics;

namespace Ingot.Training.LightGbm;

/// <summary>LightGBM's native library: whether this machine has it. Asked before anything else of it is.</summary>
internal static class LightGbmLibrary
{
    private static readonly Lazy<DllNotFoundException?> Fault = new(Load);

    /// <summary>Refuses to go on without it.</summary>
    /// <param name="trainer">The place that asks for LightGBM.</param>
    /// <exception cref="IngotException">INGOT2003: the library, or one that it needs, is not there.</exception>
    public static void Require(SourceLocation trainer)
    {
        if (Fault.Value is { } fault)
        {
            throw new IngotException(
                TrainDiagnostics.LibraryMissing.At(
                    trainer,
                    $"LightGBM's native library cannot be loaded on {RuntimeInformation.RuntimeIdentifier}: {fault.Message.Split(". ")[0].TrimEnd('.')}. On Linux install the OpenMP runtime (apt-get install libgomp1); where LightGBM does not exist for the processor (arm64) use the trainer FastTree or, for more than two classes, LogisticRegression."),
                fault);
        }
    }

    // It stays loaded: the calls after this one find it by its name.
    private static DllNotFoundException? Load()
    {
        try
        {
            _ = NativeLibrary.Load(NativeLightGbm.Library, typeof(NativeLightGbm).Assembly, DllImportSearchPath.SafeDirectories);
            return null;
        }
        catch (DllNotFoundException e)
        {
            return e;
        }
    }
}
