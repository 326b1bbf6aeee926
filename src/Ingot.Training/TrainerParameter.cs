namespace Ingot.Training;

/// <summary>A number that a <c>Trainer</c> item may have as metadata.</summary>
/// <param name="Name">The metadata's name.</param>
/// <param name="Default">Its value where the project says nothing.</param>
/// <param name="Min">The least value allowed.</param>
/// <param name="Max">The greatest value allowed.</param>
/// <param name="IsWhole">Whether it must be a whole number.</param>
public sealed record TrainerParameter(string Name, double Default, double Min, double Max = int.MaxValue, bool IsWhole = false)
{
    /// <summary>The parameter of learners that go on in iterations, of boosters the number of trees.</summary>
    public const string Iterations = nameof(Iterations);

    /// <summary>The parameter of learners that stop when so many iterations bring nothing better on the validation rows; 0: never.</summary>
    public const string EarlyStopping = nameof(EarlyStopping);

    /// <summary>Its value where the project says nothing, by the number of training rows; null: <see cref="Default"/> for any.</summary>
    public Func<int, double>? DefaultFor { get; private init; }

    /// <summary>
    /// The least number of rows in a leaf: 20, or a twelfth of less than 240 training rows, at least 3. With 20 throughout, trees of
    /// fewer than 40 rows have no split at all, and those of 60 rows hardly any.
    /// </summary>
    public static TrainerParameter MinDataInLeaf(int min) =>
        Whole("MinDataInLeaf", 20, min) with { DefaultFor = rows => Math.Clamp(rows / 12, 3, 20) };

    /// <summary>A number that is one divided by the number of training rows where the project says nothing.</summary>
    public static TrainerParameter PerRow(string name, double min, double max) =>
        new(name, 0, min, max) { DefaultFor = rows => 1.0 / Math.Max(1, rows) };

    /// <summary>A parameter that is a whole number.</summary>
    public static TrainerParameter Whole(string name, int fallback, int min, int max = int.MaxValue) =>
        new(name, fallback, min, max, IsWhole: true);
}
