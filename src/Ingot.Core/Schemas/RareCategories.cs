namespace Ingot.Core.Schemas;

/// <summary>When a text is a category of its own.</summary>
public static class RareCategories
{
    private const long FewRows = 10;

    /// <summary>
    /// How many rows must have a text for it to be a category: one in a hundred, at least 2 and at most 5; in tables of less than 10 rows 1. A model can learn nothing from fewer,
    /// and a text that only few rows have may name a person: it becomes "other", and neither schema nor model has it.
    /// </summary>
    /// <param name="rows">Number of training rows.</param>
    public static int LeastRows(long rows) => rows < FewRows ? 1 : (int)Math.Clamp(rows / 100, 2, 5);
}
