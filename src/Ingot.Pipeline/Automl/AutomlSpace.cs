using System.Globalization;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Pipeline.Search;

namespace Ingot.Pipeline.Automl;

/// <summary>
/// What the trainer Auto tries: trainers that suit the task, their parameters, and what becomes of categories and numbers; written as an item <c>Search</c> would say it. Some configurations come first, each unlike
/// the others, of which one is good on most tables.
/// </summary>
internal sealed class AutomlSpace
{
    private const string LightGbm = "LightGbm";
    private const string FastTree = "FastTree";
    private const string FastForest = "FastForest";

    // A forest learns each class against all others.
    private const int MostClassesOfForests = 10;
    private const int MostIterations = 1000;
    private const int LeastIterations = 200;

    private readonly ModelSchema _schema;
    private readonly string _boosted;
    private readonly string _linear;
    private readonly bool _hasCategories;
    private readonly bool _hasNumbers;
    private readonly List<string> _trainers;

    /// <summary>The space.</summary>
    /// <param name="spec">What the project says.</param>
    /// <param name="schema">The model's.</param>
    /// <param name="rows">How many training rows there are.</param>
    public AutomlSpace(ModelSpec spec, ModelSchema schema, int rows)
    {
        _schema = schema;
        _boosted = spec.Trainer.LightGbmLibrary == TrainerSpec.NoLibrary ? FastTree : LightGbm;
        _linear = schema.Task == ModelTask.Regression ? "LinearRegression" : "LogisticRegression";
        var said = spec.Columns.ToLookup(c => c.Name, StringComparer.Ordinal);
        _hasCategories = schema.Features.Any(f => f is { Type: ColumnType.String, IsText: false } && said[f.Name].All(c => c.Encoding is null));
        _hasNumbers = schema.Features.Any(f => f.Type == ColumnType.Number && said[f.Name].All(c => c.Transform is null));
        _trainers = [.. Trainers(spec)];
        Default = TrainerSpec.Of(_boosted, new Dictionary<string, string>(), spec.Trainer.Location, spec.Trainer.LightGbmLibrary);
        Metadata = Space(rows);
    }

    /// <summary>The trainer of a project that names none.</summary>
    public TrainerSpec Default { get; }

    /// <summary>The metadata of the item <c>Search</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>What is tried first.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Portfolio
    {
        get
        {
            List<IReadOnlyDictionary<string, string>?> all =
            [
                Boosted(0.05, leaves: 31, minData: 20, features: 0.8, l2: 1),
                Configuration(_linear, ("L2", Linear(1)), ("Numbers", "Standard")),
                Configuration(FastForest, ("MinDataInLeaf", "5"), ("FeatureFractionByNode", "0.5")),
                Boosted(0.05, leaves: 8, minData: 20, features: 0.6, l2: 1),
                Boosted(0.05, leaves: 127, minData: 50, features: 0.5, l2: 5),
                Configuration(_linear, ("L2", Linear(0.1)), ("Numbers", "Power"), ("Categories", "Target")),
                _hasCategories ? Boosted(0.05, leaves: 31, minData: 20, features: 0.8, l2: 1, "Target") : null,
                Configuration(FastForest, ("MinDataInLeaf", "2"), ("FeatureFractionByNode", "0.3"), ("Categories", "Target")),
            ];

            // Of free text words count, each a little.
            return all.OfType<IReadOnlyDictionary<string, string>>().Where(c => _trainers.Contains(c[SearchDefinition.Trainer]))
                .OrderBy(c => IsMostlyText && c[SearchDefinition.Trainer] == _linear ? 0 : 1);
        }
    }

    private bool IsMostlyText => 2 * _schema.Features.Count(f => f.IsText) >= _schema.Features.Count();

    private IEnumerable<string> Trainers(ModelSpec spec)
    {
        // Only LightGbm keeps what is monotone, and predicts quantiles.
        if (spec.Columns.Any(c => c.Monotone != 0) || spec.IntervalMethod == IntervalMethod.Quantiles)
        {
            return [LightGbm];
        }

        var hasForest = _schema.Task != ModelTask.Ranking && _schema.Classes.Count <= MostClassesOfForests;
        var hasLinear = _schema.Task != ModelTask.Ranking;
        return [_boosted, .. hasForest ? [FastForest] : Array.Empty<string>(), .. hasLinear ? [_linear] : Array.Empty<string>()];
    }

    private SortedDictionary<string, string> Space(int rows)
    {
        string When(params string[] trainers) => _trainers.Count > 1 ? $" when {SearchDefinition.Trainer}={string.Join('|', trainers)}" : string.Empty;
        string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

        // Every class has a tree an iteration.
        var iterations = _schema.Classes.Count > 2 ? Math.Clamp(2 * MostIterations / _schema.Classes.Count, LeastIterations, MostIterations) : MostIterations;
        var space = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [SearchDefinition.Trainer] = string.Join('|', _trainers),
            ["Iterations"] = Number(iterations) + When(_boosted),
            ["EarlyStopping"] = "50",
            ["LearningRate"] = iterations < MostIterations ? "log(0.03..0.3)" : "log(0.01..0.3)",
            ["Leaves"] = "log(4..255)" + When(_boosted),
            ["MinDataInLeaf"] = $"log(1..{Number(Math.Clamp(rows / 20, 2, 200))})",
            ["FeatureFraction"] = "0.3..1" + When(_boosted),
        };
        if (_boosted == LightGbm || _trainers.Contains(_linear))
        {
            space["L2"] = _schema.Task == ModelTask.Regression ? "log(0.00001..10)" : "log(0.001..100)";
        }

        if (_trainers.Contains(FastForest))
        {
            space["FeatureFractionByNode"] = "0.2..1" + When(FastForest);
        }

        if (_hasCategories)
        {
            space["Categories"] = "Category|Target";
        }

        if (_hasNumbers && _trainers.Contains(_linear))
        {
            space["Numbers"] = "Standard|Quantile|Power" + When(_linear);
        }

        return space;
    }

    // L2 of linear regressions stands beside the mean of the losses.
    private string Linear(double l2) => (_schema.Task == ModelTask.Regression ? l2 / 10_000 : l2).ToString(CultureInfo.InvariantCulture);

    private Dictionary<string, string> Boosted(double rate, int leaves, int minData, double features, double l2, string categories = "Category") => Configuration(
        _boosted, ("LearningRate", Text(rate)), ("Leaves", Text(leaves)), ("MinDataInLeaf", Text(minData)), ("FeatureFraction", Text(features)), ("L2", Text(l2)), ("Categories", categories));

    private static Dictionary<string, string> Configuration(string trainer, params IEnumerable<(string Name, string Value)> parameters) =>
        parameters.Append((SearchDefinition.Trainer, trainer)).ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
