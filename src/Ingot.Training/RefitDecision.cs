using Ingot.Core.Specs;

namespace Ingot.Training;

/// <summary>Whether a model is fitted on all training rows once the validation rows have chosen how long it trains.</summary>
public static class RefitDecision
{
    /// <summary>Of so many training rows a tenth more brings less than other random choices do, and costs as much as the training.</summary>
    public const int MostRows = 100_000;

    /// <summary>Whether it is.</summary>
    /// <param name="mode">What the project says.</param>
    /// <param name="rows">The number of training rows, those that are held out among them.</param>
    public static bool IsWanted(RefitMode mode, int rows) => mode == RefitMode.True || (mode == RefitMode.Auto && rows <= MostRows);

    internal static RefitReport Report(RefitMode mode, int rows, int withoutHeldOut, string iterations)
    {
        var done = IsWanted(mode, rows);
        var why = mode != RefitMode.Auto ? $"ModelRefit={(done ? "true" : "false")}"
            : FormattableString.Invariant($"ModelRefit=Auto: {(done ? "at most" : "more than")} {MostRows:N0} training rows");
        return new RefitReport(done, why, done ? rows : withoutHeldOut, iterations);
    }
}
