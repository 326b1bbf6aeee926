using System.Globalization;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;

namespace Ingot.Clients;

/// <summary>
/// The class that reads texts for the typed client as they were read in the data: <c>&lt;Model&gt;Texts</c>, and the input's <c>FromText</c>.
/// </summary>
internal static class ClientTexts
{
    /// <summary>What reads the texts of a feature, as the client's other classes say it.</summary>
    public static string ReaderOf(string model, int index) => Text($"{model}Texts.Column{index}");

    /// <summary>Whether numbers of the column can mean a missing value.</summary>
    public static bool HasMissingNumbers(ModelSchema schema, SchemaColumn column) =>
        column.Type == ColumnType.Number && schema.ReaderOf(column).MissingNumbers.Any();

    /// <summary>Writes the class with a reader for each column.</summary>
    public static void Write(SourceWriter source, ModelSchema schema, string model, string modelName, IReadOnlyList<ClientFeature> features)
    {
        var reading = schema.Reading.Text;
        source.Summary($"How the model {CSharpText.Xml(modelName)} reads texts.");
        source.Attribute();
        source.Open($"internal static class {model}Texts");
        source.Line($"private static readonly string[] Missing = {Words(reading.Missing)};");
        for (var i = 0; i < features.Count; i++)
        {
            source.Line(Text($"internal static readonly global::Ingot.Runtime.ColumnText Column{i} = {Create(reading, features[i].Column)};"));
        }

        source.Close();
    }

    /// <summary>Writes the method that makes an input of texts.</summary>
    public static void WriteFromText(SourceWriter source, string model, IReadOnlyList<ClientFeature> features, string nullable)
    {
        source.Summary("Makes an input of texts, such as the cells of a CSV file, which are read as those of the data that the model learned from.");
        source.Param("cell", "Gives the text of the column of that name; null: the value is missing.");
        source.Returns("The input.");
        source.Exception("ArgumentNullException", "<paramref name=\"cell\" /> is null.");
        source.Exception("FormatException", "A text is not of its column's type, or a value is missing that the model must have.");
        source.Open($"public static {model}Input FromText(global::System.Func<string, string{nullable}> cell)");
        source.Open("if (cell == null)");
        source.Line("throw new global::System.ArgumentNullException(\"cell\");");
        source.Close();
        source.Line();
        source.Line($"var input = new {model}Input();");
        for (var i = 0; i < features.Count; i++)
        {
            var column = features[i].Column;
            var read = column.Type switch
            {
                ColumnType.Number => column.DataType == TensorDataType.Float64 ? "Double" : "Single",
                ColumnType.Boolean => "Boolean",
                ColumnType.Date => "Date",
                _ => "Text",
            };
            var value = $"{ReaderOf(model, i)}.{read}(cell({CSharpText.Literal(column.Name)}))";
            // What cannot be missing in the model's input is missed where it is read.
            var required = column.Type is ColumnType.Boolean or ColumnType.Date && !column.HasPresenceInput;
            source.Line($"input.{features[i].Property} = {(required ? $"{value} ?? throw new global::System.FormatException({CSharpText.Literal($"The column '{column.Name}' has no value, and the model must have one.")})" : value)};");
        }

        source.Line("return input;");
        source.Close();
    }

    private static string Create(TextReading reading, SchemaColumn column)
    {
        var separators = $"{column.Decimal ?? reading.Decimal}{(column.Decimal is null ? column.Thousands ?? reading.Thousands : column.Thousands)}";
        return Text($"new global::Ingot.Runtime.ColumnText({CSharpText.Literal(column.Name)}, {(column.Missing is { } own ? Words(own) : "Missing")}, {(reading.Trim ? "true" : "false")}, {CSharpText.Literal(separators)}, {Literal(column.Unit)}, {Literal(column.Format)}, {(int)reading.Zone.TotalMinutes})");
    }

    private static string Literal(string? text) => text is null ? "null" : CSharpText.Literal(text);

    private static string Words(IEnumerable<string> words) => $"new string[] {{ {string.Join(", ", words.Select(CSharpText.Literal))} }}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
