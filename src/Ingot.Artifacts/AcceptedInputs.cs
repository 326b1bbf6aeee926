using System.Runtime.Serialization.Json;
using System.Xml;
using System.Xml.Linq;

namespace Ingot.Artifacts;

/// <summary>What an accepted result was made from: the part of <c>&lt;Model&gt;.accepted.json</c> that tasks read.</summary>
public sealed class AcceptedInputs
{
    private AcceptedInputs(XElement root)
    {
        TrainingFiles = Files(root, "trainingFiles");
        ReferenceFiles = Files(root, "referenceFiles");
        SchemaSha256 = (string)root.Element("schemaSha256") ?? string.Empty;
        ParametersSha256 = (string)root.Element("parametersSha256") ?? string.Empty;
    }

    /// <summary>The training files: names and content hashes, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> TrainingFiles { get; }

    /// <summary>The reference files: names and content hashes, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ReferenceFiles { get; }

    /// <summary>Content hash of the schema file, by <see cref="ContentHash.OfTextFile"/>.</summary>
    public string SchemaSha256 { get; }

    /// <summary>From <see cref="ModelParameters"/>.</summary>
    public string ParametersSha256 { get; }

    /// <summary>Reads the file; null when there is none, it is damaged, or a newer Ingot wrote it, which the Gate stage then says.</summary>
    /// <param name="path">The file.</param>
    public static AcceptedInputs? TryRead(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            // The framework's own reader of JSON as XML: tasks bring no library into MSBuild's process.
            using var reader = JsonReaderWriterFactory.CreateJsonReader(File.ReadAllBytes(path), XmlDictionaryReaderQuotas.Max);
            return FormatVersion.NewerOf(path) is null ? new AcceptedInputs(XElement.Load(reader)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException or FormatException or InvalidOperationException)
        {
            // The last is that of a file with nothing in it.
            return null;
        }
    }

    /// <summary>The file of the scores that go with an accepted result, beside it.</summary>
    /// <param name="path">The accepted result.</param>
    public static string ScoresOf(string path) => Path.ChangeExtension(path, ".parquet");

    private static List<KeyValuePair<string, string>> Files(XElement root, string name) =>
    [
        .. (root.Element(name)?.Elements() ?? []).Select(f => new KeyValuePair<string, string>(
            (string)f.Element("file") ?? string.Empty, (string)f.Element("sha256") ?? string.Empty)),
    ];
}
