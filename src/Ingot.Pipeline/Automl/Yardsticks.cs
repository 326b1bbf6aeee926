using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Automl;

/// <summary>What every trial is held against: what says the same of every row, and the trainer of a project that names none.</summary>
internal sealed class Yardsticks
{
    private readonly AutomlDefinition _definition;

    /// <summary>Measures both.</summary>
    /// <param name="definition">What is done.</param>
    /// <param name="bench">Measures.</param>
    /// <param name="cancellation">Stops it.</param>
    public Yardsticks(AutomlDefinition definition, TrialBench bench, CancellationToken cancellation)
    {
        _definition = definition;
        (Constant, ConstantText) = Measure(bench, ConstantTrainer, cancellation);
        (Default, DefaultText) = Measure(bench, definition.Default, cancellation);
    }

    /// <summary>What says the same of every row.</summary>
    public TrainerSpec ConstantTrainer => _definition.Default with { Name = "Constant" };

    /// <summary>What that is worth; null: no number.</summary>
    public TrialScore? Constant { get; }

    /// <summary>The same in words.</summary>
    public string ConstantText { get; }

    /// <summary>What the trainer of a project that names none is worth; null: no number.</summary>
    public TrialScore? Default { get; }

    /// <summary>The same in words.</summary>
    public string DefaultText { get; }

    /// <summary>The loss of <see cref="Constant"/>; NaN: there is none.</summary>
    public double ConstantLoss => Constant is { } score ? _definition.Search.Sign * score.Interval.Value : double.NaN;

    private (TrialScore? Score, string Text) Measure(TrialBench bench, TrainerSpec trainer, CancellationToken cancellation)
    {
        try
        {
            var score = bench.Measure(trainer, cancellation);
            var metric = _definition.Search.Metric.Name;
            return double.IsFinite(score.Interval.Value) ? (score, $"{metric} {score.Interval.Value.ToString("G5", CultureInfo.InvariantCulture)}") : (null, $"{metric} is not defined");
        }
        catch (IngotException e)
        {
            // Others may still learn.
            return (null, $"no number. {e.Diagnostic.Code}: {e.Diagnostic.Message}");
        }
    }
}
