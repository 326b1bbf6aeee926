using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Where the schema says something else of a column than the project does.</summary>
/// <param name="Difference">What each says, as the rest of a sentence that begins with <c>its</c>.</param>
/// <param name="Remedy">What the schema's column would have to say, as JSON.</param>
internal sealed record Contradiction(string Difference, string Remedy)
{
    /// <summary>The first contradiction; null when there is none.</summary>
    /// <param name="said">What the project says.</param>
    /// <param name="known">What the schema says.</param>
    /// <param name="reading">How texts are read where the schema's column does not say it.</param>
    public static Contradiction? Of(ColumnSpec said, SchemaColumn known, TextReading reading)
    {
        if (said.Role is { } role && role != known.Role)
        {
            return Between("role", known.Role, role);
        }

        if (said.SaidType is { } type && type != known.Type)
        {
            var contradiction = Between("type", known.Type, type);
            return said.Format is null ? contradiction : contradiction with { Remedy = $"{contradiction.Remedy}, \"format\": \"{said.Format}\"" };
        }

        if (known.Type == ColumnType.String && (said.Encoding ?? (said.Text is null ? null : ColumnEncoding.Text)) is { } encoding && encoding == ColumnEncoding.Text != known.IsText)
        {
            return Between("encoding", known.IsText ? ColumnEncoding.Text : ColumnEncoding.Category, encoding == ColumnEncoding.Text ? ColumnEncoding.Text : ColumnEncoding.Category);
        }

        if (said.Format is { } format && format != known.Format)
        {
            return Between("format", known.Format ?? "ISO 8601", format);
        }

        if (said.Unit is { } unit && unit != known.Unit)
        {
            return Between("unit", known.Unit ?? "none", unit);
        }

        // A column that has its own separator before the fraction has its own between thousands too, or none.
        var (fraction, thousands) = known.Decimal is { } own ? (own, known.Thousands) : (reading.Decimal, known.Thousands ?? reading.Thousands);
        if (said.Decimal is { } point && point != fraction)
        {
            return Between("decimal", fraction, point);
        }

        if (said.Thousands is { } between && between != thousands)
        {
            return Between("thousands", thousands?.ToString() ?? "none", between.ToString());
        }

        // A schema may have more words than the project, which the inference found; only where the project wants none it must have none.
        var missing = known.Missing ?? reading.Missing;
        return said.MissingWords is { } words && (words.Count == 0 ? missing.Count > 0 : words.Except(missing, StringComparer.Ordinal).Any())
            ? new Contradiction(
                $"words for missing values are {List(missing)}, but the project says {(words.Count == 0 ? "none" : List(words))}",
                $"\"missing\": [{string.Join(", ", words.Select(w => $"\"{w}\""))}]")
            : null;
    }

    private static Contradiction Between<T>(string name, T known, T said) => new($"{name} is {known}, but the project says {said}", $"\"{name}\": \"{said}\"");

    private static string List(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"'{w}'"));
}
