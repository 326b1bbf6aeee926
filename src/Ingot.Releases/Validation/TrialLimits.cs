namespace Ingot.Releases.Validation;

/// <summary>What a model may take while it is tried.</summary>
public sealed record TrialLimits
{
    /// <summary>The least memory that a model may take by default: 512 MiB, the .NET of the process among it.</summary>
    public const long LeastMemory = 512L << 20;

    // A tree ensemble is in memory several times while it is loaded, as a message, as attributes and as nodes: 14 times its file, measured.
    private const int MemoryOfFile = 24;

    /// <summary>Time to start, to load and to answer; default 60 seconds.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of memory of the process; null: 512 MiB and 24 times the ONNX file.</summary>
    public long? Memory { get; init; }

    /// <summary>The bytes that a model may take.</summary>
    /// <param name="onnxBytes">The size of its file.</param>
    public long MemoryFor(long onnxBytes) => Memory ?? (LeastMemory + (MemoryOfFile * onnxBytes));
}
