namespace Ingot.Training;

/// <summary>A number that a <c>Trainer</c> item may have as metadata.</summary>
/// <param name="Name">The metadata's name.</param>
/// <param name="Default">Its value where the project says nothing.</param>
/// <param name="Min">The least value allowed.</param>
/// <param name="Max">The greatest value allowed.</param>
/// <param name="IsWhole">Whether it must be a whole number.</param>
internal sealed record TrainerParameter(string Name, double Default, double Min, double Max = int.MaxValue, bool IsWhole = false)
{
    /// <summary>A parameter that is a whole number.</summary>
    public static TrainerParameter Whole(string name, int fallback, int min, int max = int.MaxValue) =>
        new(name, fallback, min, max, IsWhole: true);
}
