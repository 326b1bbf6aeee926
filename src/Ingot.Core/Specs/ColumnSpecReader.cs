using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;

namespace Ingot.Core.Specs;

/// <summary>Reads a <c>Column</c> item, and says what is wrong with it.</summary>
internal static class ColumnSpecReader
{
    private static readonly string[] Metadata = ["Missing", "Constant", "Role", "Type", "Monotone", "MissingValues", "Format", "Unit", "Decimal", "Thousands", "Encoding", "MinRows", "MaxCategories", "Transform", "MissingIndicator", "Parts", "Cyclic", .. TextSpecReader.Metadata];

    /// <exception cref="IngotException">INGOT1001: the metadata cannot be used.</exception>
    public static ColumnSpec Read(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, Metadata);
        var missing = ModelSpecReader.Choice<MissingValues>(item.Get("Missing"), $"metadata Missing of column '{item.Include}'", item.Location);
        var constant = item.Get("Constant");
        if (missing == MissingValues.Constant && constant is null)
        {
            throw Wrong(item.Location, $"Column '{item.Include}' has Missing=\"Constant\" but no Constant. Add the metadata Constant with the value.");
        }

        var column = new ColumnSpec(
            item.Include,
            missing ?? MissingValues.Auto,
            constant,
            ModelSpecReader.Choice<ColumnRole>(item.Get("Role"), $"metadata Role of column '{item.Include}'", item.Location),
            ModelSpecReader.Choice<ColumnType>(item.Get("Type"), $"metadata Type of column '{item.Include}'", item.Location),
            Monotone(item),
            item.Location)
        {
            MissingWords = ModelSpecReader.Words(item.Get("MissingValues")),
            Format = Format(item),
            Unit = item.Get("Unit"),
            Decimal = Separator(item, "Decimal", [".", ","]),
            Thousands = Separator(item, "Thousands", TextReading.ThousandsSeparators),
            Encoding = ModelSpecReader.Choice<ColumnEncoding>(item.Get("Encoding"), $"metadata Encoding of column '{item.Include}'", item.Location),
            Text = TextSpecReader.Read(item),
            Transform = ModelSpecReader.Choice<NumberTransform>(item.Get("Transform"), $"metadata Transform of column '{item.Include}'", item.Location),
            MissingIndicator = ModelSpecReader.Flag(item.Get("MissingIndicator"), $"metadata MissingIndicator of column '{item.Include}'", item.Location),
            Parts = [.. (item.Get("Parts") ?? string.Empty).Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(p => ModelSpecReader.Choice<DatePart>(p, $"metadata Parts of column '{item.Include}'", item.Location)!.Value)],
            Cyclic = ModelSpecReader.Flag(item.Get("Cyclic"), $"metadata Cyclic of column '{item.Include}'", item.Location),
            MinRows = TextSpecReader.Whole(item, "MinRows", 1, int.MaxValue),
            MaxCategories = TextSpecReader.Whole(item, "MaxCategories", 1, 100_000),
        };
        CheckTogether(item, column);
        return column;
    }

    private static void CheckTogether(ProjectItem item, ColumnSpec column)
    {
        if (column.Encoding is not null && column.Type is not (null or ColumnType.String))
        {
            throw Wrong(item.Location, $"Column '{item.Include}' has Encoding=\"{column.Encoding}\", which texts have, and Type=\"{column.Type}\". Remove one of the two.");
        }

        if (column.Cyclic && column.Parts.Count == 0)
        {
            throw Wrong(item.Location, $"Column '{item.Include}' has Cyclic=\"true\" and no Parts that could be cyclic. Say which, such as Parts=\"Month,Hour\", or remove it.");
        }

        if (column.MaxCategories is not null && (column.Encoding == ColumnEncoding.Text || column.Text is not null))
        {
            throw Wrong(item.Location, $"Column '{item.Include}' has MaxCategories, which categories have, and is free text. Remove it, or say MaxTerms.");
        }

        if (column.Text is not null && column.Encoding is not (null or ColumnEncoding.Text))
        {
            throw Wrong(item.Location, $"Column '{item.Include}' has {string.Join(", ", TextSpecReader.Metadata.Where(m => item.Get(m) is not null))}, which free text has, and Encoding=\"{column.Encoding}\". Remove one of the two.");
        }

        var forNumbers = column.Unit is not null ? "Unit" : column.Decimal is not null ? "Decimal" : column.Thousands is not null ? "Thousands" : null;
        if ((column.Encoding is not null || column.Text is not null) && (column.Format is not null || forNumbers is not null))
        {
            throw Wrong(item.Location, $"Column '{item.Include}' has {(column.Encoding is null ? "metadata of free text" : $"Encoding=\"{column.Encoding}\"")}, which texts have, and {forNumbers ?? "Format"}, which they have not. Remove one of the two.");
        }

        if (column.Format is not null && (forNumbers is not null || column.Type is not (null or ColumnType.Date)))
        {
            throw Wrong(item.Location, $"Column '{item.Include}' has Format, which dates have, and {forNumbers ?? $"Type=\"{column.Type}\""}. Remove one of the two.");
        }

        if (forNumbers is not null && column.Type is not (null or ColumnType.Number))
        {
            throw Wrong(item.Location, $"Column '{item.Include}' has {forNumbers}, which numbers have, and Type=\"{column.Type}\". Remove one of the two.");
        }

        if (column.Thousands is { } thousands && thousands == (column.Decimal ?? '.'))
        {
            throw Wrong(item.Location, $"Column '{item.Include}' has Thousands=\"{thousands}\", which stands before the fraction too. Say Decimal=\",\" as well, or another Thousands.");
        }
    }

    private static string? Format(ProjectItem item) => item.Get("Format") is not { } format || ValueReader.CanRead(format)
        ? item.Get("Format")
        : throw Wrong(item.Location, $"Column '{item.Include}' has Format=\"{format}\"; expected a custom date and time format of .NET that has the year, such as dd/MM/yyyy, yyyyMMdd or d.M.yyyy HH:mm:ss.");

    private static char? Separator(ProjectItem item, string name, IReadOnlyList<string> known)
    {
        // MSBuild trims nothing in metadata, but people cannot see a blank: the word is taken too.
        var text = item.Get(name) is { } said && said.Equals("Space", StringComparison.OrdinalIgnoreCase) ? " " : item.Get(name);
        return text is null ? null
            : known.Contains(text) ? text[0]
            : throw Wrong(item.Location, $"Column '{item.Include}' has {name}=\"{text}\"; expected one of {string.Join("  ", known.Where(k => !string.IsNullOrWhiteSpace(k)))}{(known.Contains(" ") ? "  or the word Space" : string.Empty)}.");
    }

    private static int Monotone(ProjectItem item) => item.Get("Monotone")?.ToUpperInvariant() switch
    {
        null or "0" or "NONE" => 0,
        "1" or "+1" or "INCREASING" => 1,
        "-1" or "DECREASING" => -1,
        _ => throw Wrong(
            item.Location,
            $"Column '{item.Include}' has Monotone=\"{item.Get("Monotone")}\"; expected Increasing, Decreasing or None."),
    };

    private static IngotException Wrong(SourceLocation location, FormattableString message) =>
        new(PrepareDiagnostics.InvalidProject.At(location, message));
}
