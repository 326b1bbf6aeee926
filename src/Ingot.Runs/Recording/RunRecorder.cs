using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Runs.Stores;

namespace Ingot.Runs.Recording;

/// <summary>
/// Records runs while they happen. It never fails what it records: when the store refuses, that is a warning (INGOT9201), once, and nothing more is
/// recorded by this recorder.
/// </summary>
public sealed class RunRecorder
{
    private readonly IDiagnosticSink _diagnostics;
    private readonly RunIds _ids;
    private volatile bool _isBroken;

    /// <param name="store">Where runs are stored.</param>
    /// <param name="diagnostics">Where it is said that they are not.</param>
    /// <param name="time">The clock.</param>
    public RunRecorder(IRunStore store, IDiagnosticSink diagnostics, TimeProvider time)
    {
        (Store, _diagnostics, Time) = (store, diagnostics, time);
        _ids = new RunIds(time);
    }

    /// <summary>Where runs are stored.</summary>
    public IRunStore Store { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>A run that begins now: with an id, this machine's environment, and nothing else. Nothing is stored.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="model">The model's name.</param>
    public Run New(RunKind kind, string model)
    {
        var (id, now) = _ids.Next();
        return new Run { Id = id, Kind = kind, Model = model, Started = now, State = RunState.Running, Environment = RunEnvironment.Current };
    }

    /// <summary>Stores a run as one that this process works at. Dispose of it in any case: one that was not ended is marked as killed then.</summary>
    /// <param name="run">What is known of it so far.</param>
    public OpenRun Begin(Run run) => new(this, run);

    /// <summary>The run of a build that an earlier stage of it has begun, goes on; else a new one begins.</summary>
    /// <param name="build">What the stages of the build have in common.</param>
    /// <param name="make">The new one.</param>
    public OpenRun Continue(string build, Func<Run> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        Run? known = null;
        Try(() => known = Store.Read(new RunQuery { Build = build, Limit = 1 }) is [var found, ..] ? found : null);
        return Begin(known is null ? make() with { Build = build } : known with { State = RunState.Running, Ended = null, Fault = null });
    }

    /// <summary>Stores runs that have ended elsewhere, such as trials: all of them or none. Doing it again changes nothing.</summary>
    /// <param name="finished">The runs, each with an id of its own.</param>
    public void Add(IReadOnlyCollection<Run> finished) => Save(finished);

    private void Break(string why)
    {
        _isBroken = true;
        _diagnostics.Report(RunDiagnostics.NotRecorded.At(new SourceLocation(Store.Name), $"The run is not recorded, and everything else goes on. {why}"));
    }

    internal void Save(IReadOnlyCollection<Run> runs) => Try(() => Store.Save(runs, RunOwner.Current, Time.GetUtcNow()));

    internal void Beat(string id)
    {
        try
        {
            Store.Beat(id, Time.GetUtcNow());
        }
        catch (IngotException)
        {
            // A sign of life may be missed: the next one, or the end of the run, says that the store is gone.
        }
    }

    /// <summary>Does something that is only for the record: what it cannot do is said as when the store refuses.</summary>
    /// <param name="write">What is done.</param>
    public void Try(Action write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (_isBroken)
        {
            return;
        }

        try
        {
            write();
        }
        catch (IngotException e)
        {
            Break(e.Diagnostic.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Break($"The file system refused: {e.Message}");
        }
    }
}
