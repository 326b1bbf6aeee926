using Ingot.Core.Runs;

namespace Ingot.Runs.Recording;

/// <summary>A run that this process works at. While it is open the store hears that its owner lives.</summary>
public sealed class OpenRun : IDisposable
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMinutes(1);

    private readonly RunRecorder _recorder;
    private readonly ITimer _pulse;
    private readonly Lock _gate = new();
    private bool _hasEnded;

    internal OpenRun(RunRecorder recorder, Run run)
    {
        _recorder = recorder;
        Run = run;
        recorder.Save([run]);
        _pulse = recorder.Time.CreateTimer(_ => recorder.Beat(run.Id), null, Pulse, Pulse);
    }

    /// <summary>What is known of it.</summary>
    public Run Run { get; private set; }

    /// <summary>Stores more of what is known.</summary>
    /// <param name="change">Gives the run with it. Parameters and metrics that were stored stay, unless they get other values.</param>
    public void Change(Func<Run, Run> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            Run = change(Run);
            _recorder.Save([Run]);
        }
    }

    /// <summary>Stores parts of it that have ended, such as a batch of trials, in one transaction.</summary>
    /// <param name="finished">The parts: made by <see cref="RunRecorder.New"/>, each with its state and its end.</param>
    public void Add(IEnumerable<Run> finished) => _recorder.Add([.. finished.Select(r => r with { Parent = Run.Id })]);

    /// <summary>It has ended.</summary>
    /// <param name="state">How.</param>
    /// <param name="fault">Why it failed, with the code.</param>
    public void End(RunState state, string? fault = null)
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                _hasEnded = true;
                Run = Run with { State = state, Ended = _recorder.Time.GetUtcNow(), Fault = fault };
                _recorder.Save([Run]);
            }
        }
    }

    /// <summary>Marks it as killed, unless it has ended.</summary>
    public void Dispose()
    {
        _pulse.Dispose();
        End(RunState.Killed);
    }
}
