namespace Ingot.Pipeline.Shared;

/// <summary>Text files as all of Ingot's are: UTF-8 without byte order mark, <c>\n</c>, a newline at the end.</summary>
internal static class TextFile
{
    /// <summary>Writes one.</summary>
    public static void Write(string path, string text)
    {
        var normalised = text.ReplaceLineEndings("\n");
        File.WriteAllText(path, normalised.EndsWith('\n') ? normalised : normalised + "\n");
    }
}
