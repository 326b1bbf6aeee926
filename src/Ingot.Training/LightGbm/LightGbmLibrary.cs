using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Training.LightGbm;

/// <summary>LightGBM's native library: whether this machine has it. Asked before anything else of it is.</summary>
internal static class LightGbmLibrary
{
    // Beside the worker's own assemblies, and not where the loader looks by itself: the system's own comes first.
    private const string OpenMp = "openmp/libgomp.so.1";
    private const string Instead = "use the trainer FastTree, or BoostedTrees, which is LightGbm where there is its library";

    private static readonly ConcurrentDictionary<string, DllNotFoundException?> Faults = new(StringComparer.Ordinal);
    private static IntPtr _own;

    static LightGbmLibrary() => NativeLibrary.SetDllImportResolver(
        typeof(NativeLightGbm).Assembly, (name, _, _) => name == NativeLightGbm.Library ? _own : IntPtr.Zero);

    /// <summary>Why it cannot be used; null: it can.</summary>
    /// <param name="library">As <see cref="TrainerSpec.LightGbmLibrary"/>.</param>
    public static string? Fault(string? library) => library == TrainerSpec.NoLibrary
        ? "there is none on this machine"
        : Loaded(library) is { } fault ? Reason(fault) : null;

    /// <summary>Refuses to go on without it.</summary>
    /// <param name="trainer">What asks for LightGBM.</param>
    /// <exception cref="IngotException">INGOT2003: the library, or one that it needs, is not there.</exception>
    public static void Require(TrainerSpec trainer)
    {
        if (trainer.LightGbmLibrary == TrainerSpec.NoLibrary)
        {
            throw Missing(
                trainer,
                $"there is none in the package LightGBM, and none was found on this machine. Install it (Homebrew: brew install lightgbm), set the property IngotLightGbmLibrary to its path, or {Instead}");
        }

        if (trainer.LightGbmLibrary is { } path)
        {
            if (Loaded(path) is { } refused)
            {
                throw Missing(
                    trainer,
                    $"{(File.Exists(path) ? Reason(refused) : $"there is no file '{path}'")}. Correct the property IngotLightGbmLibrary, which is to be the path of lib_lightgbm for this platform, or remove it, or {Instead}",
                    refused);
            }
        }
        else if (Loaded(null) is { } fault)
        {
            throw Missing(
                trainer,
                $"{Reason(fault)}. On Linux install the OpenMP runtime (apt-get install libgomp1, or dnf install libgomp), or {Instead}",
                fault);
        }
    }

    private static DllNotFoundException? Loaded(string? path) => path is null
        ? Faults.GetOrAdd(string.Empty, _ => LoadOwn())
        : Faults.GetOrAdd(path, p => Load(() => NativeLibrary.Load(p)));

    private static DllNotFoundException? LoadOwn()
    {
        var fault = Load(LoadPackaged);
        var openMp = Path.Combine(AppContext.BaseDirectory, OpenMp);
        if (fault is null || !OperatingSystem.IsLinux() || !File.Exists(openMp))
        {
            return fault;
        }

        // Under the name that LightGBM asks for: what is loaded already is not looked for. Where it cannot be loaded, LightGBM says again what it lacks.
        NativeLibrary.TryLoad(openMp, out _);
        return Load(LoadPackaged);
    }

    private static DllNotFoundException? Load(Func<IntPtr> load)
    {
        try
        {
            _own = load();
            return null;
        }
        catch (DllNotFoundException e)
        {
            return e;
        }
        catch (BadImageFormatException e)
        {
            return new DllNotFoundException("it is for another platform, or damaged", e);
        }
    }

    private static IntPtr LoadPackaged() =>
        NativeLibrary.Load(NativeLightGbm.Library, typeof(NativeLightGbm).Assembly, DllImportSearchPath.SafeDirectories);

    // The loader's own words, without what it says of every place where it looked.
    private static string Reason(DllNotFoundException fault) => fault.Message.Split(". ")[0].TrimEnd('.');

    private static IngotException Missing(TrainerSpec trainer, string why, Exception? inner = null) => new(
        TrainDiagnostics.LibraryMissing.At(
            trainer.Location, $"LightGBM's native library cannot be loaded on {RuntimeInformation.RuntimeIdentifier}: {why}."),
        inner);
}
