using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ingot.Core.Profiles;

/// <summary><c>profile.json</c>: what the data look like, as Prepare saw them.</summary>
public static class ProfileFile
{
    private static readonly string[] OfNumbers = ["min", "max", "mean", "standardDeviation", "quantiles"];

    private static readonly JsonSerializerOptions Format = JsonFormat.With(o =>
    {
        // The stage's output is hashed, and has escaped what is not ASCII from the beginning.
        o.Encoder = JavaScriptEncoder.Default;
        o.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WriteItsKindOnly } };
    });

    /// <summary>The profile as JSON. A number column has every statistic, null where there is none; any other column has its values instead.</summary>
    public static string ToJson(DataProfile profile) => JsonSerializer.Serialize(profile, Format);

    /// <summary>Reads a profile.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static DataProfile Read(string path) => JsonFormat.Read<DataProfile>(path);

    private static void WriteItsKindOnly(JsonTypeInfo type)
    {
        foreach (var property in type.Type == typeof(ColumnProfile) ? type.Properties : [])
        {
            property.ShouldSerialize = property.Name == "top" ? (column, _) => ((ColumnProfile)column).Top is not null
                : OfNumbers.Contains(property.Name) ? (column, _) => ((ColumnProfile)column).Quantiles is not null
                : null;
        }
    }
}
