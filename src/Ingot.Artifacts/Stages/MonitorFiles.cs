namespace Ingot.Artifacts.Stages;

/// <summary>What Monitor leaves behind.</summary>
public static class MonitorFiles
{
    /// <summary>All that was measured and decided.</summary>
    public static StageFile Report { get; } = Of("monitor.json");

    /// <summary>The same as a page.</summary>
    public static StageFile Page { get; } = Of("{model}.monitor.html");

    /// <summary>The verdicts.</summary>
    public static StageFile Verdicts { get; } = Of("verdicts.json");

    /// <summary>The verdicts as SARIF 2.1.0.</summary>
    public static StageFile Sarif { get; } = Of("verdicts.sarif");

    /// <summary>The verdicts as JUnit XML.</summary>
    public static StageFile JUnit { get; } = Of("verdicts.junit.xml");

    /// <summary>The state of production for people, in Markdown.</summary>
    public static StageFile Summary { get; } = Of("{model}.monitor.md");

    /// <summary>What was measured in OpenMetrics' text format.</summary>
    public static StageFile OpenMetrics { get; } = Of("metrics.txt");

    private static StageFile Of(string pattern) => new("Monitor", pattern);
}
