using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Ingot.Tests.Shared.Trials;

namespace Ingot.Benchmarks.Reliability.Hostile;

/// <summary>Runs one command on damaged input: it ends by itself and says why with a code, needs little, and leaves nothing half-written.</summary>
/// <param name="surface">What is damaged.</param>
/// <param name="place">Where.</param>
internal sealed partial class HostileRunner(HostileSurface surface, TrialPlace place)
{
    /// <summary>Seconds that a command may take.</summary>
    public const int MostSeconds = 60;

    /// <summary>Megabytes that a command and all that it starts may have at once.</summary>
    public const int MostMegabytes = 2048;

    /// <summary>Writes what is whole.</summary>
    public async Task PrepareAsync()
    {
        place.Clear();
        await surface.PrepareAsync();
        place.Keep();
    }

    /// <summary>One case.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="seed">The same seed gives the same damage.</param>
    public async Task<HostileResult> TryAsync(int number, int seed)
    {
        place.Restore();
        var hostile = surface.Damage(number, seed);
        var before = Content();
        var watch = Stopwatch.StartNew();
        using var process = TrialProcess.Start(hostile.Command);
        var end = process.EndAsync(TimeSpan.FromSeconds(MostSeconds));
        long most = 0;
        while (!end.IsCompleted)
        {
            most = Math.Max(most, ProcessMemory.OfTree(process.Id));
            await Task.WhenAny(end, Task.Delay(20));
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var faults = new List<string>();
        if (!await end)
        {
            faults.Add($"it did not end within {MostSeconds} s");
            process.Kill(KillKind.Tree);
            await process.EndAsync(TimeSpan.FromSeconds(10));
        }

        var output = process.Output;
        if (output.Contains("INGOT9001", StringComparison.Ordinal) || output.Contains("Unhandled exception", StringComparison.Ordinal))
        {
            faults.Add("it has no code of its own");
        }
        else if (process.ExitCode != 0 && !Code().IsMatch(output))
        {
            faults.Add($"it ended with {process.ExitCode} without a code");
        }

        if (most > (long)MostMegabytes << 20)
        {
            faults.Add(FormattableString.Invariant($"it needed {most >> 20} MB"));
        }

        faults.AddRange(Changed(before, hostile, process.ExitCode));
        faults.AddRange((await LeftProcesses.AwaitNoneAsync(place.Temporary, TimeSpan.FromSeconds(10))).Select(p => "a process is left: " + p));
        return new HostileResult($"{hostile.What}: {string.Join(' ', hostile.Command.Arguments.Skip(3))}", process.ExitCode != 0, seconds, most, faults, output);
    }

    // A file that a failed command wrote is a result that there is none of, and one that it could not have finished is none either.
    private IEnumerable<string> Changed(Dictionary<string, string> before, HostileCase hostile, int exitCode)
    {
        foreach (var (path, hash) in Content().Where(f => !before.TryGetValue(f.Key, out var was) || was != f.Value))
        {
            if (WholeFiles.IsTemporary(Path.GetRelativePath(place.Work, path)))
            {
                yield return "it left " + path;
            }
            else if (exitCode != 0 && !hostile.MayWriteWhenFailing)
            {
                yield return $"it failed, and wrote {path} ({hash})";
            }
            else if (WholeFiles.FaultOf(path) is { } fault)
            {
                yield return $"{path} is not whole: {fault}";
            }
        }
    }

    // With the folder round it: what leads out of the folder ends there. ONNX Runtime keeps files of its own in the home folder.
    private Dictionary<string, string> Content() => Directory.EnumerateFiles(Path.GetDirectoryName(place.Work)!, "*", SearchOption.AllDirectories)
        .Where(f => !f.StartsWith(place.Before, StringComparison.Ordinal) && !f.StartsWith(place.Temporary, StringComparison.Ordinal) && !f.Contains("/home/.cache/", StringComparison.Ordinal))
        .ToDictionary(f => f, Hash, StringComparer.Ordinal);

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }

    [GeneratedRegex(@"(error|warning) INGOT(?!9001)\d{4}")]
    private static partial Regex Code();
}
