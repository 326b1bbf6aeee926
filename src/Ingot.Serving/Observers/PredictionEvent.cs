using Ingot.Core.Schemas;
using Ingot.Serving.Models;

namespace Ingot.Serving.Observers;

/// <summary>One request that a model answered or failed at.</summary>
/// <param name="Model">The model's name: the package's id.</param>
/// <param name="Version">The version that answered.</param>
/// <param name="ContentHash">The package's SHA-512 as NuGet has it, in base64.</param>
/// <param name="Schema">The version's columns.</param>
/// <param name="Role">What the version was asked as; for a shadow's prediction <see cref="ModelRole.Shadow"/>.</param>
/// <param name="RequestId">The id that the answer carried; unique unless the client chose it.</param>
/// <param name="Time">When the request came.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Inputs">The inputs, in the order of the schema.</param>
/// <param name="Outputs">All outputs of the model, whichever the request asked for; empty when it failed.</param>
/// <param name="Latency">Time from the request's head to the end of the answer.</param>
/// <param name="Status">The HTTP status.</param>
public sealed record PredictionEvent(
    string Model,
    string Version,
    string ContentHash,
    ModelSchema Schema,
    ModelRole Role,
    string RequestId,
    DateTimeOffset Time,
    int Rows,
    IReadOnlyList<PredictionColumn> Inputs,
    IReadOnlyList<PredictionColumn> Outputs,
    TimeSpan Latency,
    int Status);
