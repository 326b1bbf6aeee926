using System.Text.Json.Serialization;
using Ingot.Search.Trials;

namespace Ingot.Search.Reports;

/// <summary>The ensemble that was found, and whether it is worth its cost.</summary>
/// <param name="Value">The metric on the rows by which it was chosen too.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="Members">How many trainers it has.</param>
/// <param name="SingleLoss">The mean loss of a row with the best single trainer, chosen by other rows.</param>
/// <param name="EnsembleLoss">The same of the ensemble.</param>
/// <param name="Gain">The mean by which the loss of a row is lower with the ensemble.</param>
/// <param name="StandardError">The standard error of it.</param>
/// <param name="IsTaken">Whether it is what was chosen.</param>
public sealed record EnsembleOffer(double Value, double Low, double High, int Members, double SingleLoss, double EnsembleLoss, double Gain, double StandardError, bool IsTaken)
{
    /// <summary>What was measured of it for the constraints: of metrics on the same rows, of sizes the sum of its members'; null: there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? Measures { get; init; }

    /// <summary>As <see cref="Trial.Violation"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Violation { get; init; }
}
