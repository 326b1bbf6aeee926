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

    /// <summary>The ONNX file of somebody else is none, or lies about its own parts.</summary>
    public static DiagnosticDescriptor OnnxUnreadable { get; } =
        new("INGOT9021", DiagnosticSeverity.Error, "The ONNX file cannot be read");

    /// <summary>The ONNX file of somebody else has values in another file.</summary>
    public static DiagnosticDescriptor OnnxExternalData { get; } =
        new("INGOT9022", DiagnosticSeverity.Error, "The ONNX file refers to another file");

    /// <summary>The ONNX file of somebody else has custom operators, functions of its own, or a training graph.</summary>
    public static DiagnosticDescriptor OnnxForeignOperator { get; } =
        new("INGOT9023", DiagnosticSeverity.Error, "The ONNX file has operators from elsewhere");

    /// <summary>The ONNX file of somebody else is larger or deeper than is taken.</summary>
    public static DiagnosticDescriptor OnnxOverLimit { get; } =
        new("INGOT9024", DiagnosticSeverity.Error, "The ONNX file is beyond a limit");

    /// <summary>The ONNX file of somebody else has control flow, and there is no process of its own to try it in.</summary>
    public static DiagnosticDescriptor OnnxControlFlow { get; } =
        new("INGOT9025", DiagnosticSeverity.Error, "The ONNX file has control flow");

    /// <summary>A model was stopped because it did not load and answer in time.</summary>
    public static DiagnosticDescriptor TrialTooLong { get; } =
        new("INGOT9026", DiagnosticSeverity.Error, "The model takes too long");

    /// <summary>A model was stopped because it took more memory than it may.</summary>
    public static DiagnosticDescriptor TrialTooLarge { get; } =
        new("INGOT9027", DiagnosticSeverity.Error, "The model takes too much memory");

    /// <summary>The process in which a model was tried died of it.</summary>
    public static DiagnosticDescriptor TrialCrashed { get; } =
        new("INGOT9028", DiagnosticSeverity.Error, "The model ends the process that tries it");

    /// <summary>The process in which a model is tried cannot be started.</summary>
    public static DiagnosticDescriptor NoTrial { get; } =
        new("INGOT9029", DiagnosticSeverity.Error, "The model cannot be tried");

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
