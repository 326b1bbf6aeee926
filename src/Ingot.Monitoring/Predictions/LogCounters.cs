namespace Ingot.Monitoring.Predictions;

/// <summary>What became of the requests and labels so far.</summary>
/// <param name="Written">Requests and labels that are on the disk.</param>
/// <param name="Dropped">Those that were dropped, because too many waited or the disk refused.</param>
/// <param name="SampledOut">Requests that are not in the sample.</param>
/// <param name="Pending">Those that wait to be written.</param>
public sealed record LogCounters(long Written, long Dropped, long SampledOut, long Pending);
