namespace Ingot.Artifacts.Stages;

/// <summary>What Gate leaves behind.</summary>
public static class GateFiles
{
    /// <summary>The verdicts.</summary>
    public static StageFile Verdicts { get; } = Of("verdicts.json");

    /// <summary>The verdicts as SARIF 2.1.0.</summary>
    public static StageFile Sarif { get; } = Of("verdicts.sarif");

    /// <summary>The verdicts as JUnit XML.</summary>
    public static StageFile JUnit { get; } = Of("verdicts.junit.xml");

    /// <summary>The ML Test Score.</summary>
    public static StageFile Score { get; } = Of("score.json");

    /// <summary>The metrics in OpenMetrics' text format.</summary>
    public static StageFile OpenMetrics { get; } = Of("metrics.txt");

    /// <summary>The verdicts for a pull request, in Markdown.</summary>
    public static StageFile Summary { get; } = Of("{model}.summary.md");

    /// <summary>The model card as a page.</summary>
    public static StageFile Card { get; } = Of("card.html");

    /// <summary>The model card in Markdown.</summary>
    public static StageFile MarkdownCard { get; } = Of("{model}.card.md");

    /// <summary>The model card as CycloneDX has it.</summary>
    public static StageFile CycloneDxCard { get; } = Of("modelcard.cdx.json");

    /// <summary>What a first build is worth and what comes next, for people; only while nothing was accepted or released.</summary>
    public static StageFile FirstLook { get; } = Of("first-look.txt");

    private static StageFile Of(string pattern) => new("Gate", pattern);
}
