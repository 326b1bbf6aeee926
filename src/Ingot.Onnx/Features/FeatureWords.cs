using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Onnx.Features;

/// <summary>Says in words what was made of a column.</summary>
internal static class FeatureWords
{
    public static FeatureNote Of(FeatureStep step) => new(step.Column.Name, Text(step), step.Names.Count());

    private static string Text(FeatureStep step) => step switch
    {
        { Text: { } text } => OfText(text),
        { Computed: { } computed } => $"{computed.Spec.Text}{OfNumber(step)}",
        { Table: { } table } => table.What,
        { Column.Type: ColumnType.String, OneHot: true } => $"one feature for each of {DiagnosticText.Count(step.Categories.Count, "category", "categories")}; any other text is none of them{Filled(step)}",
        { Column.Type: ColumnType.String } => $"the number of its category, of {step.Categories.Count.ToString("N0", CultureInfo.InvariantCulture)}; any other text is missing{Filled(step)}",
        { Column.Type: ColumnType.Date } => $"days since 1970{OfNumber(step)}",
        { Column.Type: ColumnType.Boolean } => $"1 or 0{OfNumber(step)}",
        _ => $"the number{OfNumber(step)}",
    };

    private static string OfNumber(FeatureStep step) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(step.Fill is { } fill ? $", {fill:G6} where it is missing" : ", missing where it is missing")}{step.Transform?.What}{(step.Offset == 0 && step.Scale == 1 ? string.Empty : $", scaled: less {step.Offset:G6}, times {step.Scale:G6}")}");

    private static string Filled(FeatureStep step) =>
        step.Fill is { } fill ? $", and a missing one is '{DiagnosticText.Shorten(step.Categories[(int)fill])}'" : string.Empty;

    private static string OfText(TextStep text)
    {
        if (text.Blocks.Count == 0)
        {
            return "nothing: no word is in enough rows";
        }

        var blocks = text.Blocks.Select(b => string.Create(
            CultureInfo.InvariantCulture,
            $"{Terms(b)}, {(text.Weighting == TermWeighting.Binary ? "whether they occur" : b.IsSublinear ? "1 + ln(count)" : "their counts")}"));
        return $"{string.Join(" and ", blocks)}{(text.Weighting == TermWeighting.TfIdf ? ", weighed by how few training rows have them" : string.Empty)}{(text.Length > 0 ? ", divided by their length" : string.Empty)}";
    }

    private static string Terms(TextBlock block)
    {
        var many = block.Weights.Length.ToString("N0", CultureInfo.InvariantCulture);
        var what = block.OfCharacters ? $"sequences of {Lengths(block)} characters" : block.Lengths.Most == 1 ? "words" : $"sequences of {Lengths(block)} words";
        return block is HashedBlock ? $"{many} buckets for the hashes of {what}" : $"{many} {what}";
    }

    private static string Lengths(TextBlock block) => block.Lengths.Least == block.Lengths.Most
        ? block.Lengths.Least.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{block.Lengths.Least} to {block.Lengths.Most}");
}
