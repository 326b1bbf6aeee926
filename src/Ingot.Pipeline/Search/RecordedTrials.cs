using Ingot.Core.Runs;
using Ingot.Pipeline.Recording;
using Ingot.Search.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>Trials as parts of the search's run.</summary>
/// <param name="definition">The search.</param>
/// <param name="parts">Takes them; null: nobody records.</param>
internal sealed class RecordedTrials(SearchDefinition definition, IPartRecorder? parts)
{
    /// <summary>The data of metrics that bounds are of: apart from what trials are compared by.</summary>
    public const string Asked = "constraints";

    private const string Data = "validation";

    /// <summary>Records a trial.</summary>
    public void Add(Trial trial) => parts?.Add(trial.Number, trial.Duration, run => Describe(run, trial));

    private Run Describe(Run run, Trial trial)
    {
        var report = SearchReports.One(definition, trial);
        return run with
        {
            State = trial.State == TrialState.Failed ? RunState.Failed : RunState.Finished,
            Fault = trial.Failure,
            Parameters = new SortedDictionary<string, string>(report.Parameters.ToDictionary(), StringComparer.Ordinal),
            Metrics = trial.State == TrialState.Failed
                ? []
                :
                [
                    new RunMetric { Name = definition.Metric.Name, Data = Data, Value = report.Value, Low = report.Low, High = report.High, HigherIsBetter = definition.Metric.HigherIsBetter },
                    .. trial.Measures.Where(m => m.Key != definition.Metric.Name).Select(m => new RunMetric { Name = m.Key, Data = Asked, Value = m.Value, HigherIsBetter = definition.Constraints.First(c => c.Measure == m.Key).IsLeast }),
                ],
            Seed = definition.Seed,
        };
    }
}
