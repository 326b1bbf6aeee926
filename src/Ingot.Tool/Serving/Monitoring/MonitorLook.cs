using Ingot.Core.Monitoring;

namespace Ingot.Tool.Serving.Monitoring;

/// <summary>What came of a look.</summary>
internal sealed record MonitorLook
{
    /// <summary>What was found; null: nothing.</summary>
    public MonitorReport? Report { get; init; }

    /// <summary>The page of <see cref="Report"/>.</summary>
    public string? Page { get; init; }

    /// <summary>Gates that only the project can decide.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Whether the package carries what production is compared with.</summary>
    public bool HasReference { get; init; } = true;

    /// <summary>The codes of what went wrong, where there is no <see cref="Report"/>.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>What went wrong, where no code says it.</summary>
    public string? Reason { get; init; }
}
