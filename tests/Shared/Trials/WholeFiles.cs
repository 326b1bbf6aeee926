using System.Text.Json;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Data;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Releases.Validation;
using Ingot.Scoring;

namespace Ingot.Tests.Shared.Trials;

/// <summary>The first law: what has its final name is whole.</summary>
internal static class WholeFiles
{
    private static readonly string[] Marks = [".tmp-", ".old-", ".ingot-tmp-", ".partial", ".journal", ".damaged"];

    /// <summary>Whether a path says of itself that nobody may read it yet, or any more.</summary>
    public static bool IsTemporary(string path) => Marks.Any(m => path.Contains(m, StringComparison.Ordinal));

    /// <summary>What is not whole in a folder.</summary>
    public static IEnumerable<string> FaultsIn(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(f => !IsTemporary(Path.GetRelativePath(folder, f)))
        .Select(f => FaultOf(f) is { } fault ? $"{Path.GetRelativePath(folder, f)} is not whole: {fault}" : null)
        .OfType<string>();

    /// <summary>What is not whole in a file; null: it is, or nobody can tell.</summary>
    public static string? FaultOf(string path)
    {
        try
        {
            return Path.GetFileName(path) == StageRecord.FileName ? FaultOfRecord(path) : Path.GetExtension(path) switch
            {
                ".json" or ".sarif" => FaultOfJson(path),
                ".onnx" => FaultOfModel(path),
                ".parquet" => FaultOfParquet(path),
                ".nupkg" => FaultOfPackage(path),
                ".pem" => FaultOfKey(path),
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or IngotException or IOException or InvalidDataException or System.Data.Common.DbException)
        {
            return e.Message;
        }
    }

    private static string? FaultOfRecord(string path) =>
        StageRecord.TryRead(Path.GetDirectoryName(path)!) is not { } record ? "nobody can read it"
        : !record.OutputsAreIntact(Path.GetDirectoryName(path)!, byContent: true) ? "an output is not as recorded"
        : null;

    private static string? FaultOfJson(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return null;
    }

    private static string? FaultOfModel(string path)
    {
        using var scorer = new OnnxScorer(path, threads: 1);
        return null;
    }

    private static string? FaultOfParquet(string path)
    {
        using var session = new DuckDbSession();
        session.Query($"SELECT * FROM read_parquet({DuckDbSession.Text(path)})");
        return null;
    }

    private static string? FaultOfPackage(string path) =>
        PackageVerifier.Verify(ModelPackage.Read(path)).FirstOrDefault(c => c.Outcome == PackageCheckOutcome.Failed)?.ToString();

    private static string? FaultOfKey(string path)
    {
        var text = File.ReadAllText(path);
        if (text.Contains("PUBLIC", StringComparison.Ordinal))
        {
            return KeyRing.Read(Path.GetDirectoryName(path)!).Keys.Count > 0 ? null : "it is no key";
        }

        using var key = SigningKey.FromPem("somebody", text, password: null, path);
        return null;
    }
}
