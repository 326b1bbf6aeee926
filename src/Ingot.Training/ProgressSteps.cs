namespace Ingot.Training;

/// <summary>How often a training tells of its iterations.</summary>
internal static class ProgressSteps
{
    // As many lines as a person reads, whatever the number of iterations.
    private const int Lines = 20;

    /// <summary>After how many iterations each: every tenth of up to 200, else about <see cref="Lines"/> times in all.</summary>
    public static int Of(int iterations) => Math.Max(10, (int)Math.Ceiling(iterations / (double)Lines));
}
