using System.Globalization;
using System.Runtime.Serialization.Json;
using System.Xml;
using System.Xml.Linq;

namespace Ingot.Artifacts;

/// <summary>
/// The form of the JSON files that people keep and packages carry. A file that has no <c>formatVersion</c> at its top has the form 1. Raise
/// <see cref="Newest"/>, and write it, when an older Ingot would misread what is written now; a member that it may pass over needs no new form.
/// </summary>
public static class FormatVersion
{
    /// <summary>The member at the top of a file that says its form.</summary>
    public const string Member = "formatVersion";

    /// <summary>The newest form that this Ingot knows, and the one that it writes.</summary>
    public const int Newest = 1;

    /// <summary>What is said of a file of a newer form (INGOT9020).</summary>
    /// <param name="found">Its form.</param>
    public static string Refusal(int found) => string.Format(
        CultureInfo.InvariantCulture,
        "The file has the form {0}, so a newer Ingot wrote it; this one ({1}) knows forms up to {2}. Update Ingot to the version that wrote it, or to a later one: Ingot.Sdk in the project or in global.json, Ingot.Tool in dotnet-tools.json, Ingot.Serving in the application.",
        found, ToolVersion.Current, Newest);

    /// <summary>The form of a file if it is one that this Ingot does not know; null: it is known, there is no such file, or it is damaged, which whoever reads it says.</summary>
    /// <param name="path">The file.</param>
    public static int? NewerOf(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using var reader = JsonReaderWriterFactory.CreateJsonReader(File.ReadAllBytes(path), XmlDictionaryReaderQuotas.Max);
            return int.TryParse((string)XElement.Load(reader).Element(Member), NumberStyles.None, CultureInfo.InvariantCulture, out var found) && found > Newest ? found : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException or FormatException or InvalidOperationException)
        {
            // The last is that of a file with nothing in it.
            return null;
        }
    }
}
