using System.Buffers;
using System.Text.Json;
using Ingot.Core.Schemas;
using Ingot.Monitoring.Predictions;
using Ingot.Serving.Requests;

namespace Ingot.Serving.Logging;

/// <summary>Reads late labels: an object with <c>id</c>, <c>label</c> and perhaps <c>row</c>, or an array of them.</summary>
/// <param name="schemas">The schemas of the model's versions that are loaded; a label must be one of any.</param>
/// <param name="limits">How many labels there may be.</param>
internal sealed class FeedbackReader(IReadOnlyList<ModelSchema> schemas, LimitOptions limits)
{
    private const int LongestId = 1024;

    /// <exception cref="RequestException">Something is wrong; then no label is taken.</exception>
    public IReadOnlyList<FeedbackEntry> Read(ReadOnlySequence<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                return [ReadLabel(root, 0)];
            }

            if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() == 0)
            {
                throw RequestException.Wrong($"The body holds no labels; expected an object with 'id' and 'label', or an array of such objects.");
            }

            return root.GetArrayLength() > limits.MaxRows
                ? throw RequestException.TooLarge($"The body has {root.GetArrayLength()} labels; {limits.MaxRows} are allowed. Send them in several requests.")
                : [.. root.EnumerateArray().Select(ReadLabel)];
        }
        catch (JsonException)
        {
            throw RequestException.Wrong($"The body is not valid JSON.");
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair.
            throw RequestException.Wrong($"The body is not valid JSON: a string is not Unicode text.");
        }
    }

    private FeedbackEntry ReadLabel(JsonElement element, int row)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw RequestException.Wrong($"Label {row} is not an object; expected one with 'id' and 'label'.", row: row);
        }

        foreach (var property in element.EnumerateObject())
        {
            if (property.Name is not ("id" or "row" or "label"))
            {
                throw RequestException.Wrong($"Label {row} has the unknown member '{Core.Diagnostics.DiagnosticText.Shorten(property.Name)}'; expected 'id', 'row' and 'label'.", property.Name, row);
            }
        }

        var entry = new FeedbackEntry { Id = Id(element, row), Row = Row(element, row) };
        if (!element.TryGetProperty("label", out var label))
        {
            throw RequestException.Wrong($"Label {row} has no 'label'.", "label", row);
        }

        if (label.ValueKind == JsonValueKind.String && label.GetString()! is var text && schemas.Any(s => s.Classes.Contains(text)))
        {
            return entry with { Label = text };
        }

        return label.ValueKind == JsonValueKind.Number && schemas.Any(s => s.Task.IsNumeric()) && label.TryGetDouble(out var value) && double.IsFinite(value)
            ? entry with { Value = value }
            : throw RequestException.Wrong($"Label {row} is {Core.Diagnostics.DiagnosticText.Shorten(label.GetRawText())}; expected {Expected()}.", "label", row);
    }

    private string Expected()
    {
        var classes = schemas.SelectMany(s => s.Classes).Distinct(StringComparer.Ordinal).ToList();
        return schemas.All(s => s.LabelIfAny is null) ? "none: the model has no label"
            : classes.Count > 0 ? "one of the classes " + Core.Diagnostics.DiagnosticText.List(classes) : "a number";
    }

    private static string Id(JsonElement element, int row) =>
        element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 and <= LongestId } text
            ? text
            : throw RequestException.Wrong($"Label {row} has no 'id'; expected the id of the request that the row was predicted by, of up to {LongestId} characters.", "id", row);

    private int Row(JsonElement element, int row) =>
        !element.TryGetProperty("row", out var number) || number.ValueKind == JsonValueKind.Null ? 0
        : number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) && value >= 0 && value < limits.MaxRows ? value
        : throw RequestException.Wrong($"The 'row' of label {row} cannot be used; expected the 0-based number of the row in its request.", "row", row);
}
