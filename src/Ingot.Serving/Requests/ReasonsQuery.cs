using System.Globalization;
using Ingot.Serving.Models;
using Microsoft.AspNetCore.Http;

namespace Ingot.Serving.Requests;

/// <summary>The query <c>reasons</c> of <c>predict</c>: whether and how many reasons are to be given.</summary>
internal static class ReasonsQuery
{
    /// <summary>Its name.</summary>
    public const string Name = "reasons";

    /// <summary>Reads it.</summary>
    /// <returns>How many reasons; 0: it is not there. Without a number as many as the model's project says.</returns>
    /// <exception cref="RequestException">It is no number of reasons, or the model gives none.</exception>
    public static int Read(HttpRequest request, ModelSignature signature)
    {
        if (!request.Query.TryGetValue(Name, out var values) || values is ["0"])
        {
            return 0;
        }

        if (signature.Reasons == 0)
        {
            throw RequestException.Wrong($"The query '{Name}' asks for reasons, and the model gives none. Set ModelReasons in its project, and build and promote it again.");
        }

        var text = values.ToString();
        return text.Length == 0 ? signature.Reasons
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= signature.MostReasons ? count
            : throw RequestException.Wrong($"The query '{Name}' is '{text}'; expected a whole number from 0 to {signature.MostReasons}, or nothing for the project's own number, {signature.Reasons}.");
    }
}
