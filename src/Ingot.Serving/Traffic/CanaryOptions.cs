namespace Ingot.Serving.Traffic;

/// <summary>A canary: another channel's version of a model gets a part of the requests, until it leaves its bounds.</summary>
public sealed class CanaryOptions
{
    /// <summary>The channel of the canaries, such as <c>staging</c>; null: none.</summary>
    public string? Channel { get; set; }

    /// <summary>Percent of the requests that go to the canary, 0 to 100; default 10.</summary>
    public double Percent { get; set; } = 10;

    /// <summary>Requests that canary and serving version must each have had before their latency, and scores before their distribution, are compared; default 500.</summary>
    public int MinRequests { get; set; } = 500;

    /// <summary>Greatest share of requests at which the canary fails, 0 to 1; at least 5 must have failed. Default 0.01.</summary>
    public double MaxErrorShare { get; set; } = 0.01;

    /// <summary>Greatest ratio of the canary's 95th percentile of latency to the serving version's; default 2.</summary>
    public double MaxLatencyRatio { get; set; } = 2;

    /// <summary>Greatest population stability index of the canary's scores against the serving version's; default 0.25, customarily called a shift. What chance alone could bring about never counts.</summary>
    public double MaxScoreShift { get; set; } = 0.25;
}
