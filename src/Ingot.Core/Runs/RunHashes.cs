namespace Ingot.Core.Runs;

/// <summary>What went into a run and what came out of it, by content: SHA-256, lower-case hexadecimal. Null: not known, or there is none.</summary>
public sealed record RunHashes
{
    /// <summary>The training data.</summary>
    public string? Data { get; init; }

    /// <summary>The reference rows: the files, and what the project drops of them.</summary>
    public string? Reference { get; init; }

    /// <summary>The schema file.</summary>
    public string? Schema { get; init; }

    /// <summary>What the project says of the model besides.</summary>
    public string? Parameters { get; init; }

    /// <summary>The ONNX file.</summary>
    public string? Model { get; init; }

    /// <summary>The key of the stage Evaluate: under it the cache has the predictions.</summary>
    public string? Key { get; init; }
}
