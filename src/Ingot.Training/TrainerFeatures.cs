using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Training;

/// <summary>What becomes of columns of which the project says nothing, where its trainer does: the members of an ensemble, or the trials of a search, may so see the same column otherwise.</summary>
internal static class TrainerFeatures
{
    /// <summary>The parameter: the <see cref="ColumnEncoding"/> of categories.</summary>
    public const string Categories = "Categories";

    /// <summary>The parameter: the <see cref="NumberTransform"/> of numbers.</summary>
    public const string Numbers = "Numbers";

    /// <summary>The names of both.</summary>
    public static IReadOnlyList<string> Names { get; } = [Categories, Numbers];

    /// <summary>Both as one word, for what is made once for all trainers that want the same.</summary>
    public static string Key(TrainerSpec trainer) => string.Join('|', Names.Select(n => TrainerValues.Text(trainer, n)?.ToUpperInvariant()));

    /// <summary>What is said of columns, with what the trainer adds of those that say nothing of it themselves.</summary>
    /// <param name="columns">What the project says of columns.</param>
    /// <param name="trainer">The trainer.</param>
    /// <param name="schema">The columns.</param>
    /// <exception cref="IngotException">INGOT2001: there is no such encoding or transform.</exception>
    public static IReadOnlyList<ColumnSpec> Of(IReadOnlyList<ColumnSpec> columns, TrainerSpec trainer, ModelSchema schema)
    {
        var encoding = Read<ColumnEncoding>(trainer, Categories, but: ColumnEncoding.Text);
        var transform = Read<NumberTransform>(trainer, Numbers, but: null);
        if (encoding is null && transform is null)
        {
            return columns;
        }

        var said = columns.ToLookup(c => c.Name, StringComparer.Ordinal);
        List<ColumnSpec> all = [.. columns];
        foreach (var feature in schema.Features)
        {
            var column = said[feature.Name].FirstOrDefault() ?? new ColumnSpec(feature.Name, MissingValues.Auto, Constant: null, Role: null, Type: null, Monotone: 0, trainer.Location);
            var more = column with
            {
                Encoding = column.Encoding ?? (feature is { Type: ColumnType.String, IsText: false } ? encoding : null),
                Transform = column.Transform ?? (feature.Type == ColumnType.Number ? transform : null),
            };
            _ = all.RemoveAll(c => c.Name == feature.Name);
            all.Add(more);
        }

        return all;
    }

    private static T? Read<T>(TrainerSpec trainer, string name, T? but)
        where T : struct, Enum
    {
        if (TrainerValues.Text(trainer, name) is not { } text)
        {
            return null;
        }

        var known = Enum.GetValues<T>().Where(v => !v.Equals(but)).ToList();
        return known.FindIndex(v => string.Equals(v.ToString(), text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at ? known[at] : throw new IngotException(TrainDiagnostics.InvalidTrainer.At(
            trainer.Location, $"{name} of the trainer {trainer.Name} is '{DiagnosticText.Shorten(text)}'; expected {string.Join(", ", known)}."));
    }
}
