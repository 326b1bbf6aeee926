using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Ingot.Core;

/// <summary>Finds null in lists and dictionaries that were read, which <see cref="JsonSerializerOptions.RespectNullableAnnotations"/> lets through.</summary>
public static class RequiredElements
{
    /// <summary>Looks at all lists and dictionaries of objects and texts in a value.</summary>
    /// <param name="value">What was read.</param>
    /// <param name="options">What it was read with.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">One of them holds null; the message has its path.</exception>
    public static T Check<T>(T value, JsonSerializerOptions options)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(options);
        return PathOf(value, options, "$") is { } path ? throw new JsonException($"There is null at {path}.") : value;
    }

    private static string? PathOf(object value, JsonSerializerOptions options, string path)
    {
        if (value is string or JsonNode)
        {
            return null;
        }

        var type = options.GetTypeInfo(value.GetType());
        return type.Kind switch
        {
            JsonTypeInfoKind.Object => type.Properties
                .Where(p => p.Get is not null && !p.PropertyType.IsValueType)
                .Select(p => p.Get!(value) is { } inner ? PathOf(inner, options, $"{path}.{p.Name}") : null)
                .FirstOrDefault(p => p is not null),
            JsonTypeInfoKind.Enumerable when !type.ElementType!.IsValueType => First(((IEnumerable)value).Cast<object?>().Select((e, i) => (FormattableString.Invariant($"{path}[{i}]"), e)), options),
            JsonTypeInfoKind.Dictionary when !type.ElementType!.IsValueType => First(Entries((IDictionary)value, path), options),
            _ => null,
        };
    }

    private static IEnumerable<(string Path, object? Element)> Entries(IDictionary dictionary, string path)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return ($"{path}.{entry.Key}", entry.Value);
        }
    }

    private static string? First(IEnumerable<(string Path, object? Element)> elements, JsonSerializerOptions options) =>
        elements.Select(e => e.Element is null ? e.Path : PathOf(e.Element, options, e.Path)).FirstOrDefault(p => p is not null);
}
