using Ingot.Serving.Models;

namespace Ingot.Serving.Traffic;

/// <summary>A request that the shadow is to score too.</summary>
/// <param name="Shadow">The lease of the shadow.</param>
/// <param name="Statistics">Where the comparison is counted.</param>
/// <param name="Inputs">The rows.</param>
/// <param name="Outputs">What the serving version said.</param>
/// <param name="RequestId">The request's id.</param>
/// <param name="Time">When the request came.</param>
internal sealed record ShadowJob(ModelLease Shadow, ShadowStatistics Statistics, InputBatch Inputs, OutputBatch Outputs, string RequestId, DateTimeOffset Time);
