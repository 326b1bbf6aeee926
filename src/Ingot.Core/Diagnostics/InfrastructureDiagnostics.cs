namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of what surrounds the stages (INGOT9xxx).</summary>
public static class InfrastructureDiagnostics
{
    /// <summary>An exception that nobody expected.</summary>
    public static DiagnosticDescriptor Unexpected { get; } =
        new("INGOT9001", DiagnosticSeverity.Error, "An unexpected error");

    /// <summary>The worker process ended without finishing its stage.</summary>
    public static DiagnosticDescriptor WorkerDied { get; } =
        new("INGOT9002", DiagnosticSeverity.Error, "The worker process died");

    /// <summary>A stage was asked to run before one that it depends on.</summary>
    public static DiagnosticDescriptor StageOutputMissing { get; } =
        new("INGOT9003", DiagnosticSeverity.Error, "The output of an earlier stage is missing");

    /// <summary>The file system refused: a full disk, or a folder that cannot be written.</summary>
    public static DiagnosticDescriptor FileSystem { get; } =
        new("INGOT9004", DiagnosticSeverity.Error, "The file system refused");

    /// <summary>What MSBuild handed to the worker cannot be read.</summary>
    public static DiagnosticDescriptor ProjectUnreadable { get; } =
        new("INGOT9005", DiagnosticSeverity.Error, "What MSBuild handed over cannot be read");

    /// <summary>A JSON file that Ingot wrote, or that a person edited, cannot be read.</summary>
    public static DiagnosticDescriptor DamagedFile { get; } =
        new("INGOT9006", DiagnosticSeverity.Error, "A file of Ingot is damaged");

    /// <summary>The summary for a CI system cannot be written.</summary>
    public static DiagnosticDescriptor NoCiSummary { get; } =
        new("INGOT9007", DiagnosticSeverity.Warning, "The summary for the CI system cannot be written");

    /// <summary>The package would have another version than what it says of itself.</summary>
    public static DiagnosticDescriptor OtherVersion { get; } =
        new("INGOT9008", DiagnosticSeverity.Error, "The package has another version than its evidence");

    /// <summary>The worker is not there.</summary>
    public static DiagnosticDescriptor NoWorker { get; } =
        new("INGOT9009", DiagnosticSeverity.Error, "The worker is not restored");

    /// <summary>There are no native libraries for this machine.</summary>
    public static DiagnosticDescriptor NoPlatform { get; } =
        new("INGOT9010", DiagnosticSeverity.Error, "There is no worker for this platform");

    /// <summary>A native library cannot be loaded.</summary>
    public static DiagnosticDescriptor NoNativeLibrary { get; } =
        new("INGOT9011", DiagnosticSeverity.Error, "A native library cannot be loaded");

    /// <summary>A file has a form that only a newer Ingot knows.</summary>
    public static DiagnosticDescriptor NewerFile { get; } =
        new("INGOT9020", DiagnosticSeverity.Error, "A newer Ingot wrote the file");

    /// <summary>Somebody without the key wrote or changed an entry of the cache.</summary>
    public static DiagnosticDescriptor UntrustedCacheEntry { get; } =
        new("INGOT9030", DiagnosticSeverity.Warning, "An entry of the cache is not used");

    /// <summary>Others can write to the cache, and there is no key by which to tell what they wrote.</summary>
    public static DiagnosticDescriptor UntrustedCache { get; } =
        new("INGOT9031", DiagnosticSeverity.Warning, "The cache is shared without a key");

    /// <summary>What should be the key of the cache is none.</summary>
    public static DiagnosticDescriptor UnusableCacheKey { get; } =
        new("INGOT9032", DiagnosticSeverity.Warning, "The key of the cache cannot be used");
}
