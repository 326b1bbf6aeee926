using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Training;

/// <summary>The parameters of a <c>Trainer</c> item, checked, with their defaults.</summary>
public sealed class TrainerValues
{
    private readonly Dictionary<string, double> _values;

    private TrainerValues(Dictionary<string, double> values) => _values = values;

    /// <summary>The value of a parameter that the learner has.</summary>
    public double this[string name] => _values[name];

    /// <summary>Reads a trainer's parameters.</summary>
    /// <param name="trainer">Has them.</param>
    /// <param name="parameters">Those that there are.</param>
    /// <param name="rows">The number of training rows, by which some defaults go.</param>
    /// <exception cref="IngotException">INGOT2001: a value is not a number or is beyond what the parameter allows.</exception>
    public static TrainerValues Read(TrainerSpec trainer, IReadOnlyList<TrainerParameter> parameters, int rows) =>
        new(parameters.ToDictionary(p => p.Name, p => Value(trainer, p, rows), StringComparer.OrdinalIgnoreCase));

    /// <summary>The value of a whole-number parameter that the learner has.</summary>
    public int Whole(string name) => (int)_values[name];

    /// <summary>What the project says of a parameter; null when it says nothing.</summary>
    public static string? Text(TrainerSpec trainer, string name) =>
        trainer.Parameters.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static double Value(TrainerSpec trainer, TrainerParameter parameter, int rows)
    {
        var text = Text(trainer, parameter.Name);
        var fallback = parameter.DefaultFor?.Invoke(rows) ?? parameter.Default;
        if (text is null)
        {
            return fallback;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= parameter.Min && value <= parameter.Max && (!parameter.IsWhole || Math.Floor(value) == value))
        {
            return value;
        }

        var kind = parameter.IsWhole ? "a whole number" : "a number";
        throw new IngotException(TrainDiagnostics.InvalidTrainer.At(
            trainer.Location,
            $"{parameter.Name}=\"{text}\" of the trainer {trainer.Name} cannot be used; expected {kind} {(parameter.Max < int.MaxValue ? FormattableString.Invariant($"from {parameter.Min} to {parameter.Max}") : FormattableString.Invariant($"of {parameter.Min} or more"))}. The default is {fallback}."));
    }
}
