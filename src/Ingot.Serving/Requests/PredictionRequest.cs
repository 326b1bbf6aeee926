using Ingot.Serving.Models;

namespace Ingot.Serving.Requests;

/// <summary>A request as it was read.</summary>
/// <param name="Batch">The rows.</param>
/// <param name="Id">The request's own id; null: it has none.</param>
/// <param name="Outputs">The outputs that were asked for, in their order and each with its form; null: all, as JSON.</param>
/// <param name="IsSingle">Whether one row was given, rather than a list of rows.</param>
internal sealed record PredictionRequest(InputBatch Batch, string? Id = null, IReadOnlyList<RequestedOutput>? Outputs = null, bool IsSingle = false)
{
    /// <summary>How many reasons of each prediction are asked for.</summary>
    public int Reasons { get; init; }
}
