using System.Globalization;
using System.Text.Json;
using Ingot.Core;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Texts;

namespace Ingot.Reports.Cards;

/// <summary>The model card as the object <c>modelCard</c> of CycloneDX 1.6 (ECMA-424), for bills of materials.</summary>
public static class CycloneDxModelCard
{
    /// <summary>The object as JSON. A metric's type is its name; values are invariant text, as the standard has them.</summary>
    /// <param name="content">What the card is made of.</param>
    public static string ToJson(CardContent content)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonFormat.Writer))
        {
            json.WriteStartObject();
            WriteParameters(json, content);
            WriteAnalysis(json, content.Metrics);
            WriteConsiderations(json, content.Spec.Considerations);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteParameters(Utf8JsonWriter json, CardContent content)
    {
        var (spec, schema) = (content.Spec, content.Schema);
        json.WriteStartObject("modelParameters");
        json.WriteStartObject("approach");
        json.WriteString("type", schema.Task.IsUnsupervised() ? "unsupervised" : "supervised");
        json.WriteEndObject();
        json.WriteString("task", schema.Task switch
        {
            ModelTask.BinaryClassification => "binary classification",
            ModelTask.Regression => "regression",
            ModelTask.Ranking => "ranking",
            ModelTask.AnomalyDetection => "anomaly detection",
            ModelTask.Clustering => "clustering",
            _ => "multiclass classification",
        });
        json.WriteString("architectureFamily", Family(spec.Trainer.Name));
        json.WriteString("modelArchitecture", spec.Trainer.Name);
        json.WriteStartArray("datasets");
        WriteDatasets(json, "training", content.Origin.TrainingFiles);
        WriteDatasets(json, "reference", content.Origin.ReferenceFiles);
        json.WriteEndArray();
        WriteFormats(json, "inputs", schema.Features.Select(c => Format(c.Inputs[0])));
        WriteFormats(json, "outputs", Outputs(schema).Select(Format));
        json.WriteEndObject();
    }

    private static string Family(string trainer) => trainer.EndsWith("Regression", StringComparison.OrdinalIgnoreCase) ? "linear model"
        : trainer.Equals("LightGbm", StringComparison.OrdinalIgnoreCase) || trainer.Contains("Tree", StringComparison.OrdinalIgnoreCase) || trainer.Contains("Forest", StringComparison.OrdinalIgnoreCase) ? "decision tree ensemble"
        : trainer.Equals("KMeans", StringComparison.OrdinalIgnoreCase) ? "centroids"
        : "other";

    private static void WriteDatasets(Utf8JsonWriter json, string use, IReadOnlyList<CardFact> files)
    {
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("type", "dataset");
            json.WriteString("name", file.What);
            json.WriteStartObject("contents");
            json.WriteStartArray("properties");
            WriteProperty(json, "ingot:use", use);
            WriteProperty(json, "ingot:sha256", file.Value);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private static void WriteFormats(Utf8JsonWriter json, string name, IEnumerable<string> formats)
    {
        json.WriteStartArray(name);
        foreach (var format in formats)
        {
            json.WriteStartObject();
            json.WriteString("format", format);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // A presence input is said by its column; the raw score of a binary model is for those who look into it.
    private static IEnumerable<TensorSpec> Outputs(ModelSchema schema) =>
        schema.Outputs.Where(o => schema.Task.IsNumeric() || schema.Task.IsUnsupervised() || o.Name != OutputNames.Score);

    private static string Format(TensorSpec tensor) =>
        string.Create(CultureInfo.InvariantCulture, $"{tensor.Name}: {SchemaText.DataType(tensor.DataType)}[N,{tensor.Width}]");

    private static void WriteAnalysis(Utf8JsonWriter json, MetricsReport metrics)
    {
        json.WriteStartObject("quantitativeAnalysis");
        json.WriteStartArray("performanceMetrics");
        foreach (var metric in metrics.Metrics.Where(m => double.IsFinite(m.Value)))
        {
            json.WriteStartObject();
            json.WriteString("type", metric.Name);
            json.WriteString("value", Text(metric.Value));
            if (metric.Slice is { } slice)
            {
                json.WriteString("slice", slice);
            }

            if (double.IsFinite(metric.Low) && double.IsFinite(metric.High))
            {
                json.WriteStartObject("confidenceInterval");
                json.WriteString("lowerBound", Text(metric.Low));
                json.WriteString("upperBound", Text(metric.High));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteConsiderations(Utf8JsonWriter json, ModelConsiderations said)
    {
        if (said.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("considerations");
        WriteTexts(json, "users", said.Users);
        WriteTexts(json, "useCases", said.UseCases);
        WriteTexts(json, "technicalLimitations", said.Limitations);
        WriteTexts(json, "performanceTradeoffs", said.Tradeoffs);
        if (said.EthicalConsiderations.Count > 0)
        {
            json.WriteStartArray("ethicalConsiderations");
            foreach (var consideration in said.EthicalConsiderations)
            {
                json.WriteStartObject();
                json.WriteString("name", consideration);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
