using Ingot.Search.Trials;

namespace Ingot.Search;

/// <summary>
/// A search: asks the sampler for points, has them measured, and keeps what came of it. It goes by batches: what is asked for depends on what was measured in earlier
/// batches, never on what is finished first.
/// </summary>
/// <param name="plan">How is searched.</param>
/// <param name="journal">Keeps each trial as soon as it is measured.</param>
public sealed class SearchRun(SearchPlan plan, ITrialJournal journal)
{
    private readonly SortedDictionary<int, Trial> _trials = [];

    /// <summary>All trials, by their numbers.</summary>
    public IReadOnlyList<Trial> Trials => [.. _trials.Values];

    /// <summary>Searches.</summary>
    /// <param name="earlier">What the journal of the same search has, when it was interrupted or is repeated: it is not measured again.</param>
    /// <param name="measure">Measures a trial; it is called on several threads when the plan has several at once. It tells of a failure by its result.</param>
    /// <param name="timeIsOver">Asked before each batch.</param>
    /// <param name="cancellation">Stops it; what was measured stays in the journal.</param>
    public SearchEnd Run(IReadOnlyList<Trial> earlier, Func<TrialRequest, TrialMeasure> measure, Func<bool> timeIsOver, CancellationToken cancellation)
    {
        var kept = earlier.ToLookup(t => t.Number);
        while (true)
        {
            var (batch, isExhausted) = Batch();
            if (batch.Count == 0)
            {
                return isExhausted ? SearchEnd.SpaceExhausted : SearchEnd.AllTried;
            }

            // What is in the journal takes no time.
            var open = batch.Where(r => !Take(kept, r)).ToList();
            if (open.Count > 0 && timeIsOver())
            {
                open.ForEach(r => Withdraw(r));
                return SearchEnd.OutOfTime;
            }

            Measure(open, measure, cancellation);
            if (HasFailedTooOften())
            {
                return SearchEnd.TooManyFailures;
            }
        }
    }

    private (List<TrialRequest> Batch, bool IsExhausted) Batch()
    {
        var batch = new List<TrialRequest>();
        while (batch.Count < plan.Parallel)
        {
            var mayBegin = _trials.Count < plan.Trials;
            var job = plan.Schedule is null ? mayBegin ? new AshaJob(null, 0) : null : plan.Schedule.Next(Trials, mayBegin);
            if (job is not { } next)
            {
                return (batch, false);
            }

            Trial trial;
            if (next.Trial is { } number)
            {
                trial = _trials[number];
            }
            else if (plan.Sampler.Next(_trials.Count, Trials) is { } point)
            {
                trial = new Trial(_trials.Count, point);
            }
            else
            {
                return (batch, true);
            }

            _trials[trial.Number] = trial with { State = TrialState.Running };
            batch.Add(new TrialRequest(trial, plan.Schedule is null ? null : next.Iterations));
        }

        return (batch, false);
    }

    // A trial is taken as far as this request goes, though it went on later, so that the order stays what it was.
    private bool Take(ILookup<int, Trial> kept, TrialRequest request)
    {
        var steps = request.Iterations is null ? 0 : request.Trial.Steps.Count + 1;
        var found = kept[request.Trial.Number].FirstOrDefault(t => SamePoint(t.Point, request.Trial.Point) && (t.Steps.Count >= steps || t.State == TrialState.Failed));
        if (found is null)
        {
            return false;
        }

        _trials[found.Number] = found;
        return true;
    }

    private static bool SamePoint(IReadOnlyDictionary<string, double> one, IReadOnlyDictionary<string, double> other) =>
        one.Count == other.Count && one.All(p => other.TryGetValue(p.Key, out var value) && value.Equals(p.Value));

    private void Withdraw(TrialRequest request)
    {
        if (request.Trial.Steps.Count > 0)
        {
            _trials[request.Trial.Number] = request.Trial;
        }
        else
        {
            _ = _trials.Remove(request.Trial.Number);
        }
    }

    private void Measure(List<TrialRequest> batch, Func<TrialRequest, TrialMeasure> measure, CancellationToken cancellation)
    {
        var gate = new Lock();
        void One(TrialRequest request)
        {
            var trial = Told(request, measure(request));
            lock (gate)
            {
                journal.Add(trial);
                _trials[trial.Number] = trial;
            }
        }

        if (batch.Count == 1)
        {
            cancellation.ThrowIfCancellationRequested();
            One(batch[0]);
            return;
        }

        // All at once, each on a thread of its own: a trial takes long, or waits long for another machine.
        var running = batch.ConvertAll(r => Task.Factory.StartNew(() => One(r), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        Task.WhenAll(running).GetAwaiter().GetResult();
    }

    private Trial Told(TrialRequest request, TrialMeasure measure)
    {
        var (trial, loss) = (request.Trial, measure.Parts.Count > 0 && measure.Failure is null ? measure.Parts.Average() : double.NaN);
        var duration = trial.Duration + measure.Duration;
        if (!double.IsFinite(loss))
        {
            // What it was worth with fewer iterations is known all the same.
            var failure = measure.Failure ?? "it gave no finite number";
            return trial.Steps.Count > 0
                ? trial with { State = TrialState.Complete, Steps = [.. trial.Steps, new TrialStep(request.Iterations!.Value, double.NaN)], Duration = duration, Failure = failure }
                : trial with { State = TrialState.Failed, Parts = measure.Parts, Duration = duration, Failure = failure };
        }

        var worth = new TrialWorth(measure.Violation, loss);
        var best = trial.Steps.All(s => worth < s.Worth);
        var told = trial with
        {
            State = TrialState.Complete,
            Loss = best ? loss : trial.Loss,
            Low = best ? measure.Low : trial.Low,
            High = best ? measure.High : trial.High,
            Violation = best ? measure.Violation : trial.Violation,
            Measures = best ? measure.Measures : trial.Measures,
            Parts = best ? measure.Parts : trial.Parts,
            Iterations = best ? measure.Iterations : trial.Iterations,
            Duration = duration,
        };
        if (request.Iterations is not { } iterations)
        {
            return told;
        }

        // One that stopped by itself is worth the same with any more.
        var rungs = plan.Schedule!.Rungs;
        var further = measure.IsFinal ? rungs.Where(r => r >= iterations) : [iterations];
        TrialStep[] steps = [.. trial.Steps, .. further.Select(r => new TrialStep(r, loss) { Violation = measure.Violation })];
        return told with { Steps = steps, State = steps.Length == rungs.Count ? TrialState.Complete : TrialState.Pruned };
    }

    private bool HasFailedTooOften()
    {
        var known = Trials.Where(t => t.State != TrialState.Running).ToList();
        return known.Count >= plan.MostFailures && known.TakeLast(plan.MostFailures).All(t => t.State == TrialState.Failed);
    }
}
