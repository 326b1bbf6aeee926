using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>A table of what was served, and which of its columns hold what: a <c>MonitorData</c> item. What is null is not there.</summary>
/// <param name="Path">The file, or a folder of files.</param>
/// <param name="Timestamp">When a row was predicted.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record MonitorDataSpec(string Path, string Timestamp, SourceLocation Location)
{
    /// <summary>What a number in <see cref="Timestamp"/> counts: <c>Seconds</c>, <c>Milliseconds</c> or <c>Microseconds</c>.</summary>
    public string? TimestampUnit { get; init; }

    /// <summary>The id of the request or row.</summary>
    public string? Id { get; init; }

    /// <summary>The number of the row in its request.</summary>
    public string? Row { get; init; }

    /// <summary>Which version predicted (metadata <c>RowVersion</c>).</summary>
    public string? Version { get; init; }

    /// <summary>Which channel chose the version.</summary>
    public string? Channel { get; init; }

    /// <summary>The outcome: <c>ok</c> or an HTTP status.</summary>
    public string? Status { get; init; }

    /// <summary>Microseconds until the answer.</summary>
    public string? Latency { get; init; }

    /// <summary>What came true (metadata <c>TrueLabel</c>: MSBuild keeps the attribute <c>Label</c> of an item to itself).</summary>
    public string? Label { get; init; }

    /// <summary>When the label came.</summary>
    public string? Labelled { get; init; }

    /// <summary>Files of labels that came later.</summary>
    public IReadOnlyList<string> LabelFiles { get; init; } = [];

    /// <summary>The model's outputs and the columns that hold them.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Features whose columns have other names, and these names.</summary>
    public IReadOnlyDictionary<string, string> Features { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it says the same of its columns as another one: all but the path and the place.</summary>
    public bool HasColumnsOf(MonitorDataSpec other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var same = other with { Path = Path, Location = Location, LabelFiles = LabelFiles, Outputs = Outputs, Features = Features };
        return same == this && LabelFiles.SequenceEqual(other.LabelFiles) && AreSame(Outputs, other.Outputs) && AreSame(Features, other.Features);
    }

    private static bool AreSame(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(p => other.TryGetValue(p.Key, out var value) && value == p.Value);
}
