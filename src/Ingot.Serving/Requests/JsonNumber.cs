using System.Text.Json;

namespace Ingot.Serving.Requests;

/// <summary>Writes numbers that need not be finite.</summary>
internal static class JsonNumber
{
    /// <summary>Writes the number; JSON has neither NaN nor infinity, so they are null.</summary>
    public static void Write(Utf8JsonWriter writer, float value)
    {
        if (float.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
