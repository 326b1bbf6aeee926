using System.Globalization;
using Ingot.Core.Schemas;

namespace Ingot.Clients;

/// <summary>The first lines of C# that a user of the package writes.</summary>
public static class UsageExample
{
    private const int ShownInputs = 4;
    private const double ExactInteger = 1e9;

    /// <summary>The lines, which compile against the typed client. No text of the data or the project can end one of them.</summary>
    /// <param name="schema">The model's inputs and classes.</param>
    /// <param name="modelName">The model's name.</param>
    /// <param name="namespace">The client's namespace; empty for the global one.</param>
    public static IReadOnlyList<string> Lines(ModelSchema schema, string modelName, string @namespace)
    {
        var model = ClientNames.Model(modelName);
        var space = ClientNames.Namespace(@namespace);
        var features = ClientFeature.Of(schema, model + "Input");
        var lines = new List<string>();
        if (space.Length > 0)
        {
            lines.AddRange([$"using {space};", string.Empty]);
        }

        lines.AddRange([$"using var model = new {model}Model();", $"{model}Prediction prediction = model.Predict(new {model}Input", "{"]);
        lines.AddRange(features.Take(ShownInputs).Select(f => $"    {f.Property} = {Value(f.Column)},"));
        if (features.Count > ShownInputs)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"    // and {features.Count - ShownInputs} more"));
        }

        lines.Add("});");
        if (schema.Task == ModelTask.Ranking)
        {
            lines.Add("Console.WriteLine(prediction.Score); // Rank(inputs) puts the rows of a query in order, the best first");
            return lines;
        }

        lines.Add(schema.Task switch
        {
            ModelTask.BinaryClassification =>
                $"Console.WriteLine($\"{{prediction.PredictedLabel}} (probability of {{{model}Prediction.PositiveClass}}: {{prediction.Probability}})\");",
            ModelTask.MulticlassClassification => "Console.WriteLine($\"{prediction.PredictedLabel} (probability: {prediction.Probability})\");",
            ModelTask.AnomalyDetection => "Console.WriteLine($\"{(prediction.IsAnomaly ? \"anomaly\" : \"normal\")} (score: {prediction.Score})\");",
            ModelTask.Clustering => "Console.WriteLine($\"cluster {prediction.Cluster} (distance: {prediction.Distance})\");",
            _ => "Console.WriteLine(prediction.Score);",
        });
        return lines;
    }

    private static string Value(SchemaColumn column) => column.Type switch
    {
        ColumnType.Number => Number(column.Min ?? Math.Min(0, column.Max ?? 0), column.DataType == TensorDataType.Float64 ? "d" : "f"),
        ColumnType.Boolean => "true",
        ColumnType.Date => "new DateTime(2026, 1, 31, 0, 0, 0, DateTimeKind.Utc)",
        _ => CSharpText.Literal(column.Domain is { Count: > 0 } domain ? domain[0] : "any text"),
    };

    private static string Number(double value, string suffix) =>
        value.ToString("R", CultureInfo.InvariantCulture) + (double.IsInteger(value) && Math.Abs(value) < ExactInteger ? string.Empty : suffix);
}
