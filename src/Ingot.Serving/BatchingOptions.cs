namespace Ingot.Serving;

/// <summary>Scoring the rows of several requests in one run: what arrives while all runs are busy is the next run's batch, and nothing waits otherwise.</summary>
public sealed class BatchingOptions
{
    /// <summary>Rows of a run that requests are put together for; a request with more runs alone. 0 switches batching off. Default 64: beyond, a run costs about as much as its rows.</summary>
    public int MaxRows { get; set; } = 64;

    /// <summary>Runs of one model at the same time; default: the number of processors.</summary>
    public int MaxRuns { get; set; } = Environment.ProcessorCount;
}
