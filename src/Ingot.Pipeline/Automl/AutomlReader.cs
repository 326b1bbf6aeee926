using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Pipeline.Search;
using Ingot.Search.Spaces;

namespace Ingot.Pipeline.Automl;

/// <summary>Reads what the item <c>Trainer Include="Auto"</c> says, and makes a search of it.</summary>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The model's.</param>
/// <param name="rows">How many training rows there are.</param>
internal sealed class AutomlReader(ModelSpec spec, ModelSchema schema, int rows)
{
    private const string Trials = "Trials";
    private const string Timeout = "Timeout";
    private const string TrialTimeout = "TrialTimeout";
    private const string Folds = "Folds";
    private const string Ensemble = "Ensemble";
    private const string Parallel = "Parallel";

    private const int MostFolds = 20;
    private const string DefaultTrials = "30";

    // With a time limit the time decides.
    private const string TrialsInTime = "1000";

    // Of so many rows five folds are affordable, and a tenth of them would say little.
    private const int RowsForFiveFolds = 5_000;
    private const int RowsForThreeFolds = 20_000;

    private static readonly string[] OfSearch = [Trials, Timeout, TrialTimeout, Parallel, "Metric", "Seed", SearchReader.Constraints];
    private static readonly string[] Settings = [.. OfSearch, Folds, Ensemble];

    /// <summary>Reads it.</summary>
    /// <exception cref="IngotException">INGOT2620: trials cannot choose so; INGOT2601: a setting of the search cannot be used.</exception>
    public AutomlDefinition Read()
    {
        RequireChoosable();
        var space = new AutomlSpace(spec, schema, rows);
        var metadata = new Dictionary<string, string>(space.Metadata, StringComparer.OrdinalIgnoreCase);
        foreach (var name in OfSearch)
        {
            if (spec.Trainer.Parameters.GetValueOrDefault(name) is { } value)
            {
                metadata[name] = value;
            }
        }

        var timeout = spec.Trainer.Parameters.GetValueOrDefault(Timeout);
        _ = metadata.TryAdd(Trials, timeout is null ? DefaultTrials : TrialsInTime);
        if (timeout is not null)
        {
            _ = metadata.TryAdd(TrialTimeout, timeout);
        }

        var search = new SearchSpec { Name = TrainerSpec.Auto, Metadata = metadata, Location = spec.Trainer.Location, IsOfAuto = true };
        var (definition, _) = new SearchReader(spec with { Search = search, Trainer = space.Default }, schema).Read();
        return new AutomlDefinition(definition, [.. space.Portfolio.Select(p => Point(definition.Space, p))], space.Default, ReadFolds(), WhySingle());
    }

    private void RequireChoosable()
    {
        if (spec.Trainer.Parameters.Keys.FirstOrDefault(k => !Settings.Contains(k, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw Wrong($"The trainer {TrainerSpec.Auto} has no parameter '{unknown}'{DiagnosticText.DidYouMean(unknown, Settings)}; expected one of {string.Join(", ", Settings)}. What trainers are given it chooses itself.");
        }

        if (schema.Task.IsUnsupervised())
        {
            throw Wrong($"The task is {schema.Task}, in which no label tells which trainer is better. Name the trainer {(schema.Task == ModelTask.Clustering ? TrainerSpec.KMeans : TrainerSpec.IsolationForest)}, or none.");
        }

        if (spec.Continued is not null)
        {
            throw Wrong($"The model continues a released one (ModelContinueFrom), on top of which only LightGbm learns. Name the trainer LightGbm.");
        }
    }

    private int ReadFolds()
    {
        if (spec.Trainer.Parameters.GetValueOrDefault(Folds) is not { } text)
        {
            return spec.Folds > 0 ? spec.Folds
                : schema.Task == ModelTask.Ranking || SplitPlan.Of(spec, schema).Kind == SplitKind.Time ? 0
                : rows <= RowsForFiveFolds ? 5 : rows <= RowsForThreeFolds ? 3 : 0;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var folds) && folds is 0 or (>= 2 and <= MostFolds)
            ? folds
            : throw Wrong($"{Folds} of the trainer {TrainerSpec.Auto} is '{text}'; expected 0, by which trials are measured on the validation rows, or 2 to {MostFolds}.");
    }

    private string? WhySingle() =>
        spec.Trainer.Parameters.GetValueOrDefault(Ensemble) is { } text && !ReadFlag(text) ? $"{Ensemble} is false"
        : schema.Task == ModelTask.Ranking ? "scores of rankings have no unit that several models share"
        : spec.Folds > 0 ? "the project has ModelFolds, and only single models are cross-validated"
        : spec.Reasons > 0 ? "the project has ModelReasons, and only single models have exact reasons"
        : spec.IntervalMethod == IntervalMethod.Quantiles ? "intervals by quantiles are of single models"
        : null;

    private bool ReadFlag(string text) => bool.TryParse(text, out var flag)
        ? flag
        : throw Wrong($"{Ensemble} of the trainer {TrainerSpec.Auto} is '{text}'; expected true or false.");

    // What of a configuration exists in the space; of choices that it does not name the first.
    private static Dictionary<string, double> Point(SearchSpace space, IReadOnlyDictionary<string, string> configuration)
    {
        var point = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var parameter in space.Parameters.Where(p => space.Has(p, point)))
        {
            point[parameter.Name] = parameter.Domain switch
            {
                NumberDomain numbers => Math.Clamp(double.Parse(configuration[parameter.Name], CultureInfo.InvariantCulture), numbers.Low, numbers.High),
                _ => configuration.GetValueOrDefault(parameter.Name) is { } word ? parameter.Domain.Read(word) ?? 0 : 0,
            };
        }

        return point;
    }

    private IngotException Wrong(FormattableString message) => new(AutomlDiagnostics.InvalidAutoml.At(spec.Trainer.Location, message));
}
