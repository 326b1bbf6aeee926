using System.Text;
using System.Text.Json;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Serving.Security;

namespace Ingot.Tool.Serving;

/// <summary>The file of <c>--api-keys</c>: <c>[{ "name": …, "sha256": …, "scopes": ["predict", "admin"] }]</c>.</summary>
internal static class ApiKeyFile
{
    /// <exception cref="IngotException">INGOT7007: the file cannot be read.</exception>
    public static IReadOnlyList<ApiKey> Read(string path)
    {
        try
        {
            var keys = JsonFormat.Parse<List<ApiKey>>(Encoding.UTF8.GetBytes(File.ReadAllText(path)), JsonFormat.Strict);
            return keys.Count > 0 ? keys : throw new JsonException("The file holds no key.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new IngotException(
                ServeDiagnostics.WrongSetting.At(
                    new SourceLocation(path, (int)((e as JsonException)?.LineNumber + 1 ?? 0), 1),
                    $"The API keys cannot be read: {e.Message} Expected a list of objects with name, sha256 and scopes. Correct it."),
                e);
        }
    }
}
