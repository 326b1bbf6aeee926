using Ingot.Artifacts;

namespace Ingot.Sdk.Tasks;

/// <summary><c>project.json</c>: what the project says, as the worker reads it.</summary>
internal static class ProjectJson
{
    /// <summary>The file in the folder of all stages.</summary>
    public const string FileName = "project.json";

    /// <summary>The text.</summary>
    /// <param name="project">What the project says.</param>
    /// <param name="evaluation">Knows where properties and items stand.</param>
    /// <param name="fingerprints">Knows the content of files.</param>
    public static string Of(ModelProject project, ProjectEvaluation evaluation, FingerprintTable fingerprints)
    {
        var locator = new ItemLocator(evaluation);
        var json = new JsonText();
        json.BeginObject();
        json.BeginObject("properties");
        foreach (var name in project.PropertyNames)
        {
            json.Property(name, project[name]);
        }

        json.EndObject();
        WritePlaces(json, project, evaluation);
        json.BeginArray("items");
        foreach (var item in project.Items)
        {
            var (file, line, column) = locator.Find(item.Type, item.Include) ?? (project["ProjectFile"], 0, 0);
            json.BeginObject();
            json.Property("type", item.Type);
            json.Property("include", item.IsFile ? item.FullPath : item.Include);
            json.BeginObject("metadata");
            foreach (var pair in item.Said)
            {
                json.Property(pair.Key, pair.Value);
            }

            json.EndObject();
            if (item.IsFile)
            {
                json.Property("sha256", project.HashOf(item, fingerprints) ?? string.Empty);
            }

            WritePlace(json, (file, line, column));
            json.EndObject();
        }

        json.EndArray();
        json.EndObject();
        return json.ToString();
    }

    // Of those that a file of the user's sets.
    private static void WritePlaces(JsonText json, ModelProject project, ProjectEvaluation evaluation)
    {
        json.BeginObject("places");
        foreach (var name in project.PropertyNames)
        {
            if (evaluation.PlaceOf(name) is { } place)
            {
                json.BeginObject(name);
                WritePlace(json, place);
                json.EndObject();
            }
        }

        json.EndObject();
    }

    private static void WritePlace(JsonText json, (string File, int Line, int Column) place)
    {
        json.Property("file", place.File);
        json.Property("line", place.Line);
        json.Property("column", place.Column);
    }
}
