using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;

namespace Ingot.Data;

/// <summary>What is known of data files before they are read.</summary>
/// <param name="Scratch">Takes texts that must be written anew to be read.</param>
/// <param name="Sink">Takes what was found and decided.</param>
internal sealed record ReadingContext(ScratchFolder Scratch, IDiagnosticSink Sink)
{
    /// <summary>How files are read; null: it is found in the first one.</summary>
    public FileReading? File { get; init; }

    /// <summary>What says so, as messages name it.</summary>
    public string Origin { get; init; } = "the schema's reading";

    /// <summary>The columns of the schema in its order: the names of files without a header. Empty while there is no schema.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Columns that the model does not use: their values may be of any type.</summary>
    public IReadOnlySet<string> Ignored { get; init; } = new HashSet<string>();

    /// <summary>The column that is predicted, by which a header is known for one; null: any.</summary>
    public string? Label { get; init; }
}
