using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Ingot.Serving.Requests;

/// <summary>
/// The header by which bodies say where their JSON ends and the binary data of tensors begin: the extension <c>binary_tensor_data</c> of the
/// Open Inference Protocol.
/// </summary>
internal static class InferenceHeader
{
    public const string Name = "Inference-Header-Content-Length";

    /// <summary>Bytes of the body that are JSON; null: all of them.</summary>
    /// <exception cref="RequestException">The header is no number of bytes that the body can have.</exception>
    public static int? Read(HttpRequest request, in ReceivedBody body)
    {
        var said = request.Headers[Name];
        if (said.Count == 0)
        {
            return null;
        }

        if (said is not [{ } text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
        {
            throw RequestException.Wrong($"The header {Name} is '{Core.Diagnostics.DiagnosticText.Shorten(said.ToString())}'; expected one number, the bytes of the body that are JSON.");
        }

        if (bytes == 0)
        {
            throw RequestException.Wrong($"The header {Name} is 0, but a body without JSON does not say what its bytes are; send JSON that names each input, and the data behind it.");
        }

        return bytes > body.Length
            ? throw RequestException.Wrong($"The header {Name} is {bytes}, but the body has {body.Length} bytes; it is the length of the JSON before the tensors' data, not compressed.")
            : Math.Max(0, bytes - body.Mark);
    }
}
