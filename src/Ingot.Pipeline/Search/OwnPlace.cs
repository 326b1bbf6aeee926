using Ingot.Core.Specs;
using Ingot.Search.Journals;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>This process. One that hangs is ended with it, and kept as a result before that; whoever started it starts it anew.</summary>
/// <param name="bench">Measures.</param>
/// <param name="limit">How long a trial may take.</param>
/// <param name="begun">Knows which trials did not end.</param>
/// <param name="context">Of the stage.</param>
internal sealed class OwnPlace(TrialBench bench, TimeSpan limit, BegunTrials begun, StageContext context) : ITrialPlace
{
    // Many at once, or one alone.
    private readonly ReaderWriterLockSlim _turns = new();

    /// <inheritdoc/>
    public TrialOutcome Measure(string name, TrainerSpec trainer, CancellationToken cancellation)
    {
        if (!begun.IsSuspect(name))
        {
            return InTurn(_turns.EnterReadLock, _turns.ExitReadLock, () => MeasureNow(name, trainer, cancellation));
        }

        // Nobody else is to be taken for what ends the process.
        return InTurn(_turns.EnterWriteLock, _turns.ExitWriteLock, () => MeasureNow(name, trainer, cancellation));
    }

    /// <inheritdoc/>
    public IReadOnlyList<float[]>? PredictionsOf(TrainerSpec trainer, CancellationToken cancellation) => null;

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private static TrialOutcome InTurn(Action enter, Action exit, Func<TrialOutcome> measure)
    {
        enter();
        try
        {
            return measure();
        }
        finally
        {
            exit();
        }
    }

    private TrialOutcome MeasureNow(string name, TrainerSpec trainer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (begun.Begin(name))
        {
            case TrialBegin.Hung:
                return TrialOutcome.Failed(TrialOutcome.TooLong(limit));
            case TrialBegin.Died:
                return TrialOutcome.Failed(TrialOutcome.Died);
        }

        try
        {
            return LimitedTrial.Measure(bench, trainer, limit, context.StartAnew is null ? null : () => Leave(name), cancellation);
        }
        finally
        {
            begun.End(name);
        }
    }

    private void Leave(string name)
    {
        begun.Hang(name);
        context.Progress.Report("a trial has not returned long after its time was over, so its process is ended: the search goes on in another one");
        context.StartAnew!();
    }
}
