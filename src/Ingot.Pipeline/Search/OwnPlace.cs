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
    /// <inheritdoc/>
    public TrialOutcome Measure(string name, TrainerSpec trainer, CancellationToken cancellation)
    {
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

    /// <inheritdoc/>
    public void Dispose()
    {
        // Whoever opened what it uses closes it.
    }

    private void Leave(string name)
    {
        begun.Hang(name);
        context.Progress.Report("a trial has not returned long after its time was over, so its process is ended: the search goes on in another one");
        context.StartAnew!();
    }
}
