using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Learned;

namespace Ingot.Training.LightGbm;

/// <summary>What LightGBM makes small: of classes the log loss, of numbers and orders what the <c>Trainer</c> item's <c>Objective</c> says.</summary>
/// <param name="Text">As LightGBM's parameters write it.</param>
/// <param name="Metric">LightGBM's name of the metric on the validation rows.</param>
/// <param name="Link">How raw scores become predictions.</param>
/// <param name="Loss">The same loss row by row; null: the squared error, or the log loss.</param>
internal sealed record LightGbmObjective(string Text, string Metric, OutputLink Link, RegressionLoss? Loss)
{
    /// <summary>The parameters of the item that belong to it; only regressions have them.</summary>
    public static IReadOnlyList<string> Parameters { get; } = [nameof(Objective), Alpha, Power];

    /// <summary>Those of rankings.</summary>
    public static IReadOnlyList<string> RankingParameters { get; } = [nameof(Objective)];

    private const string Objective = nameof(Objective);
    private const string Alpha = "Alpha";
    private const string Power = "TweedieVariancePower";
    private const string Names = "L2, L1, Huber, Quantile, Poisson or Tweedie";

    /// <summary>The objective of a training.</summary>
    /// <exception cref="IngotException">INGOT2001: there is none of this name, or its parameters are missing, beyond their limits, or another one's.</exception>
    public static LightGbmObjective Of(TrainerSpec trainer, ModelTask task, int classes)
    {
        if (task == ModelTask.Ranking)
        {
            return Ranking(trainer);
        }

        if (task != ModelTask.Regression)
        {
            return task == ModelTask.BinaryClassification
                ? new LightGbmObjective("objective=binary", "binary_logloss", OutputLink.Sigmoid, null)
                : new LightGbmObjective(FormattableString.Invariant($"objective=multiclass num_class={classes}"), "multi_logloss", OutputLink.Softmax, null);
        }

        var name = (TrainerValues.Text(trainer, Objective) ?? "L2").ToUpperInvariant();
        RefuseOthers(trainer, name);
        switch (name)
        {
            case "L2":
                return new LightGbmObjective("objective=regression", "rmse", OutputLink.Identity, null);
            case "L1":
                return new LightGbmObjective(
                    "objective=regression_l1", "l1", OutputLink.Identity, new("mean absolute error", "the median label", (p, y) => Math.Abs(p - y), rows => RegressionLoss.Quantile(rows, 0.5)));
            case "HUBER":
                var delta = Number(trainer, Alpha, null, double.Epsilon, double.MaxValue, "how great an error counts by its square, in the label's units, more than 0");
                return new LightGbmObjective(
                    FormattableString.Invariant($"objective=huber alpha={delta:R}"), "huber", OutputLink.Identity, new("Huber loss", "the mean label", (p, y) => Huber(p - y, delta), RegressionLoss.Mean));
            case "QUANTILE":
                var share = Number(trainer, Alpha, null, 0.001, 0.999, "the share of the labels that is to lie below the prediction, 0.001 to 0.999");
                return new LightGbmObjective(
                    FormattableString.Invariant($"objective=quantile alpha={share:R}"), "quantile", OutputLink.Identity,
                    new("pinball loss", "that quantile of the labels", (p, y) => y >= p ? share * (y - p) : (1 - share) * (p - y), rows => RegressionLoss.Quantile(rows, share)));
            case "POISSON":
                return new LightGbmObjective(
                    "objective=poisson", "poisson", OutputLink.Exponential, new("Poisson loss", "the mean label", (p, y) => p - (y * Math.Log(p)), RegressionLoss.Mean));
            case "TWEEDIE":
                var power = Number(trainer, Power, 1.5, 1.001, 1.999, "a number from 1.001 to 1.999, 1.5 when nothing is said");
                return new LightGbmObjective(
                    FormattableString.Invariant($"objective=tweedie tweedie_variance_power={power:R}"), "tweedie", OutputLink.Exponential,
                    new("Tweedie loss", "the mean label", (p, y) => (-y * Math.Pow(p, 1 - power) / (1 - power)) + (Math.Pow(p, 2 - power) / (2 - power)), RegressionLoss.Mean));
            default:
                throw Wrong(trainer, $"{Objective}=\"{TrainerValues.Text(trainer, Objective)}\" of the trainer {trainer.Name} cannot be used; expected {Names}.");
        }
    }

    // Gains are 2^grade - 1, as in LightGBM's own label_gain and in the metrics. NDCG of all rows: that of a few first ones hangs on fewer of them.
    private static LightGbmObjective Ranking(TrainerSpec trainer) => (TrainerValues.Text(trainer, Objective) ?? "LambdaRank").ToUpperInvariant() switch
    {
        "LAMBDARANK" => new LightGbmObjective("objective=lambdarank eval_at=10000", "ndcg", OutputLink.Identity, null),
        "XENDCG" => new LightGbmObjective("objective=rank_xendcg eval_at=10000", "ndcg", OutputLink.Identity, null),
        _ => throw Wrong(trainer, $"{Objective}=\"{TrainerValues.Text(trainer, Objective)}\" of the trainer {trainer.Name} cannot be used for {ModelTask.Ranking}; expected LambdaRank or XeNDCG."),
    };

    private static double Huber(double error, double delta) =>
        Math.Abs(error) <= delta ? 0.5 * error * error : delta * (Math.Abs(error) - (0.5 * delta));

    // What no objective reads would be a wish that nobody hears.
    private static void RefuseOthers(TrainerSpec trainer, string name)
    {
        var takes = name switch { "HUBER" or "QUANTILE" => Alpha, "TWEEDIE" => Power, _ => null };
        foreach (var parameter in (string[])[Alpha, Power])
        {
            if (parameter != takes && TrainerValues.Text(trainer, parameter) is { } said)
            {
                throw Wrong(trainer, $"{parameter}=\"{said}\" of the trainer {trainer.Name} belongs to {Objective}=\"{(parameter == Alpha ? "Huber\" or \"Quantile" : "Tweedie")}\", and the objective is {TrainerValues.Text(trainer, Objective) ?? "L2"}. Remove it, or change the objective.");
            }
        }
    }

    private static double Number(TrainerSpec trainer, string name, double? fallback, double min, double max, string expected)
    {
        var text = TrainerValues.Text(trainer, name);
        if (text is null && fallback is { } one)
        {
            return one;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw Wrong(trainer, $"{name}{(text is null ? " is not said" : $"=\"{text}\"")} of the trainer {trainer.Name} with {Objective}=\"{TrainerValues.Text(trainer, Objective)}\"; expected {expected}.");
    }

    private static IngotException Wrong(TrainerSpec trainer, FormattableString message) => new(TrainDiagnostics.InvalidTrainer.At(trainer.Location, message));
}
