using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;
using Ingot.Jobs.Schedulers;

namespace Ingot.Jobs.Tests;

/// <summary>A scheduler of which a test says what it does and knows.</summary>
internal sealed class FakeScheduler : IScheduler
{
    public string Name => "fake";

    public int MaxUnits { get; init; } = 1000;

    public IReadOnlyDictionary<string, string?>? Variables => null;

    public TimeSpan Interval => TimeSpan.FromSeconds(1);

    public TimeSpan Lateness { get; init; } = TimeSpan.FromSeconds(30);

    public List<IReadOnlyList<int>> Submitted { get; } = [];

    public List<string> Cancelled { get; } = [];

    /// <summary>What it says of a unit; null for all: it does not answer.</summary>
    public Func<int, UnitStatus>? Says { get; set; } = _ => new UnitStatus(UnitState.Running, "RUNNING");

    /// <summary>What it does with a submission.</summary>
    public Action<BatchFolder, IReadOnlyList<int>> Does { get; set; } = (_, _) => { };

    public Task<int> MaxUnitsAsync(CancellationToken cancellation) => Task.FromResult(MaxUnits);

    public Task<string> SubmitAsync(BatchFolder batch, Submission submission, CancellationToken cancellation)
    {
        Require();
        Submitted.Add(submission.Content.Units);
        Does(batch, submission.Content.Units);
        return Task.FromResult($"{Submitted.Count}");
    }

    public Task<IReadOnlyDictionary<int, UnitStatus>?> StatesAsync(Submission submission, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<int, UnitStatus>?>(Says is null ? null : submission.Content.Units.ToDictionary(u => u, Says));

    /// <summary>What it says instead of taking a submission, or of ending one; null: it does.</summary>
    public string? Refuses { get; set; }

    public Task CancelAsync(Submission submission)
    {
        Require();
        Cancelled.Add(submission.Content.Name);
        return Task.CompletedTask;
    }

    private void Require()
    {
        if (Refuses is { } said)
        {
            throw new IngotException(JobDiagnostics.SchedulerRefused.At(SourceLocation.None, $"Fake refused: {said}."));
        }
    }
}
