using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Training.LightGbm;

/// <summary>
/// How LightGBM's trees come about, by the <c>Trainer</c> item's <c>Boosting</c>: <c>Gbdt</c>, <c>Dart</c> (K. V. Rashmi, R. Gilad-Bachrach, "DART: Dropouts meet multiple additive regression
/// trees", AISTATS 2015), <c>Goss</c> (G. Ke et al., NIPS 2017) or <c>Rf</c>, a random forest (L. Breiman, Machine Learning 45, 2001).
/// </summary>
/// <param name="Text">As LightGBM's parameters write it.</param>
/// <param name="CanStop">Whether the first trees are a model of their own: those of Dart are made smaller by later ones, and a forest never gets worse by more.</param>
internal sealed record LightGbmBoosting(string Text, bool CanStop)
{
    /// <summary>The parameter.</summary>
    public const string Boosting = nameof(Boosting);

    private const string Rf = "boosting=rf";
    private const string DropRate = "DropRate";
    private const string SkipDrop = "SkipDrop";
    private const string MaxDrop = "MaxDrop";

    /// <summary>The words of the item that belong to it.</summary>
    public static IReadOnlyList<string> Words { get; } = [Boosting, DropRate, SkipDrop, MaxDrop];

    /// <summary>What the item says.</summary>
    /// <exception cref="IngotException">INGOT2001: there is no such boosting, or a parameter belongs to another one.</exception>
    public static LightGbmBoosting Of(TrainerSpec trainer)
    {
        var said = TrainerValues.Text(trainer, Boosting);
        var name = (said ?? "Gbdt").ToUpperInvariant();
        var others = name == "DART" ? (string[])[] : [DropRate, SkipDrop, MaxDrop];
        if (others.FirstOrDefault(p => TrainerValues.Text(trainer, p) is not null) is { } other)
        {
            throw Wrong(trainer, $"{other} of the trainer {trainer.Name} belongs to {Boosting}=\"Dart\", and the boosting is {said ?? "Gbdt"}. Remove it, or change the boosting.");
        }

        if (name is "DART" or "RF" && TrainerValues.Text(trainer, TrainerParameter.EarlyStopping) is { } patience && patience.Trim() != "0")
        {
            throw Wrong(trainer, $"{TrainerParameter.EarlyStopping}=\"{patience}\" of the trainer {trainer.Name} cannot be kept with {Boosting}=\"{said}\": {(name == "DART" ? "later trees make the earlier ones smaller, so the first ones are no model of their own" : "a forest gets no worse by more trees")}. Remove it, and say how many Iterations there are to be.");
        }

        return name switch
        {
            "GBDT" => new LightGbmBoosting("boosting=gbdt", CanStop: true),
            "GOSS" => new LightGbmBoosting("boosting=gbdt data_sample_strategy=goss", CanStop: true),
            "DART" => new LightGbmBoosting(
                FormattableString.Invariant($"boosting=dart drop_rate={Number(trainer, DropRate, 0.1, 0, 1):R} skip_drop={Number(trainer, SkipDrop, 0.5, 0, 1):R} max_drop={Number(trainer, MaxDrop, 50, -1, 1_000_000):R}"), CanStop: false),
            "RF" => Forest(trainer),
            _ => throw Wrong(trainer, $"{Boosting}=\"{said}\" of the trainer {trainer.Name} cannot be used; expected Gbdt, Dart, Goss or Rf."),
        };
    }

    /// <summary>Whether the model is the mean of its trees, and not their sum.</summary>
    public bool IsMean => Text == Rf;

    /// <summary>Whether the scores of a row are its trees' values as each was added when it came.</summary>
    public bool AddsUp => CanStop;

    /// <summary>What a forest takes for a parameter that the project does not say: trees that saw the same rows would be the same.</summary>
    public double? Default(string parameter) => !IsMean ? null : parameter switch
    {
        "BaggingFraction" => 0.632,
        "FeatureFractionByNode" => 0.5,
        _ => null,
    };

    private static LightGbmBoosting Forest(TrainerSpec trainer)
    {
        if (TrainerValues.Text(trainer, "LearningRate") is { } rate)
        {
            throw Wrong(trainer, $"LearningRate=\"{rate}\" of the trainer {trainer.Name} means nothing with {Boosting}=\"Rf\": the trees of a forest are averaged. Remove it.");
        }

        return new LightGbmBoosting(Rf, CanStop: false);
    }

    private static double Number(TrainerSpec trainer, string name, double fallback, double min, double max) => TrainerValues.Text(trainer, name) is not { } text ? fallback
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value
        : throw Wrong(trainer, $"{name}=\"{text}\" of the trainer {trainer.Name} cannot be used; expected a number from {min} to {max}. The default is {fallback}.");

    private static IngotException Wrong(TrainerSpec trainer, FormattableString message) => new(TrainDiagnostics.InvalidTrainer.At(trainer.Location, message));
}
