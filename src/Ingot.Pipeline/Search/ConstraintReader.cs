using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Search.Trials;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>Reads what a search asks of its trials besides a good metric: bounds as gates and thresholds have them, with semicolons between.</summary>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The model's.</param>
internal sealed class ConstraintReader(ModelSpec spec, ModelSchema schema)
{
    private readonly List<Diagnostic> _faults = [];

    private readonly List<string> _known = [.. TrialMetrics(schema), .. ModelMeasures.All.Select(m => m.Name)];

    /// <summary>Reads them.</summary>
    /// <param name="text">As the item has them.</param>
    /// <exception cref="IngotException">INGOT2601, for each that cannot be asked.</exception>
    public IReadOnlyList<TrialConstraint> Read(string text)
    {
        var read = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(One).OfType<TrialConstraint>().ToList();
        if (_faults.Count == 0 && read.Count == 0)
        {
            Fault($"Constraints is '{text}', and asks nothing; expected bounds such as Recall>=0.8;Size<=500KB.");
        }

        // Both ends of the same may be bounded, but not one end twice, or nothing lies between.
        foreach (var same in read.GroupBy(c => c.Measure, StringComparer.Ordinal))
        {
            if (same.GroupBy(c => c.IsLeast).FirstOrDefault(g => g.Count() > 1) is { } twice)
            {
                Fault($"Constraints has {DiagnosticText.List(twice.Select(c => c.Written))}, two bounds of the same; expected one. Remove one of them.");
            }
            else if (same.FirstOrDefault(c => c.IsLeast) is { } least && same.FirstOrDefault(c => !c.IsLeast) is { } most && least.Bound > most.Bound)
            {
                Fault($"Constraints has {least.Written} and {most.Written}, and nothing is both. Correct one of them.");
            }
        }

        return _faults.Count == 0 ? read : throw new IngotException(_faults);
    }

    /// <summary>The metrics that a trial has.</summary>
    /// <param name="schema">The model's.</param>
    public static IEnumerable<string> TrialMetrics(ModelSchema schema) => MetricCatalog.Names(schema.Task)
        .Where(n => MetricCatalog.Find(n, schema.Task) is { Scope: MetricScope.Rows } && !MetricCatalog.IsOfBuild(n))
        .SelectMany(n => n == MetricCatalog.RecallOfClass ? schema.Classes.Select(MetricCatalog.RecallOf) : [n]);

    /// <summary>Why no trial knows a metric of the scores' decisions; null: trials know it.</summary>
    /// <param name="spec">What the project says.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="task">The task.</param>
    public static string? ThresholdChosenBy(ModelSpec spec, string metric, ModelTask task) => !MetricCatalog.IsAtThreshold(metric, task) ? null
        : spec.ThresholdCosts is not null ? "ModelThresholdCosts" : spec.ThresholdTarget is not null ? "ModelThresholdTarget" : null;

    private TrialConstraint? One(string part)
    {
        if (BoundText.Parse(part) is not { } bound)
        {
            Fault($"Constraints has '{part}'; expected a bound such as Recall>=0.8 or Size<=500KB (in a project file < is written &lt;).");
            return null;
        }

        var model = ModelMeasures.All.FirstOrDefault(m => m.Name == bound.Name);
        var metric = MetricCatalog.Find(bound.Name, schema.Task);
        if (model.Name is null && metric is { Scope: MetricScope.Machine })
        {
            Fault($"Constraints has {bound}, and {bound.Name} is another one on every machine, so that trials would be too; expected what a trial knows exactly: one of {string.Join(", ", _known)}. Bound what makes a model slow, such as Nodes or Trees, and let a gate on {bound.Name} decide.");
            return null;
        }

        if (!_known.Contains(bound.Name))
        {
            Fault($"Constraints has {bound}, and nothing that a trial of a {schema.Task} knows is called '{bound.Name}'{DiagnosticText.DidYouMean(bound.Name, _known)}; expected one of {string.Join(", ", _known)}.");
            return null;
        }

        if (ThresholdChosenBy(spec, bound.Name, schema.Task) is { } property)
        {
            Fault($"Constraints has {bound}, which depends on the threshold, and the project has that chosen after the training ({property}), so no trial knows it. Bound a metric of the scores, such as AUC or LogLoss, or remove {property} while you search.");
            return null;
        }

        var unit = model.Name is null ? metric!.Unit : model.Unit;
        if (Quantity.Parse(bound.Value, unit) is not { } value)
        {
            Fault($"Constraints has {bound}, and '{bound.Value}' cannot be read; expected {Quantity.Expected(unit)}.");
            return null;
        }

        var ranged = new RangedValue(bound.Name, metric?.HigherIsBetter ?? false, unit, "trial");
        if ((metric?.Range ?? MetricRange.FromZero).WhyNoBound(ranged, bound.IsLeast, value) is { } why)
        {
            Fault($"Constraints has {bound}, and {why}. Write the value that is meant, or remove the bound.");
            return null;
        }

        return new TrialConstraint(bound.Name, bound.IsLeast, value, unit, bound.ToString());
    }

    private void Fault(FormattableString message) => _faults.Add(SearchDiagnostics.InvalidSearch.At(spec.Search!.Location, message));
}
