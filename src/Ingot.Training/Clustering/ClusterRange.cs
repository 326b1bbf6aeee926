using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Training.Clustering;

/// <summary>How many clusters a project wants: a number, or a range that is chosen from.</summary>
/// <param name="Least">The least number.</param>
/// <param name="Most">The greatest number.</param>
internal sealed record ClusterRange(int Least, int Most)
{
    /// <summary>The parameter.</summary>
    public const string Parameter = "Clusters";

    private const int Greatest = 1000;

    /// <summary>What a project has that says nothing.</summary>
    public static ClusterRange Default { get; } = new(2, 10);

    /// <summary>Whether there is something to choose.</summary>
    public bool IsOpen => Most > Least;

    /// <summary>As the project has it.</summary>
    public override string ToString() => FormattableString.Invariant($"{Least}{(IsOpen ? FormattableString.Invariant($"..{Most}") : string.Empty)}");

    /// <summary>Reads it.</summary>
    /// <exception cref="IngotException">INGOT2001: it is neither a number nor a range.</exception>
    public static ClusterRange Of(TrainerSpec trainer)
    {
        if (TrainerValues.Text(trainer, Parameter) is not { } text)
        {
            return Default;
        }

        var ends = text.Split("..");
        return ends.Length <= 2 && Number(ends[0]) is { } least && Number(ends[^1]) is { } most && least <= most ? new ClusterRange(least, most)
            : throw new IngotException(TrainDiagnostics.InvalidTrainer.At(
                trainer.Location,
                $"{Parameter}=\"{text}\" of the trainer {trainer.Name} cannot be used; expected a whole number from 2 to {Greatest}, or a range of these to choose from, such as 2..10. The default is {Default}."));
    }

    private static int? Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 2 and <= Greatest ? number : null;
}
