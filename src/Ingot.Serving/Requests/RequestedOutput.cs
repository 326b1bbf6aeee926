namespace Ingot.Serving.Requests;

/// <summary>An output that is asked for.</summary>
/// <param name="Place">Its place in the signature.</param>
/// <param name="IsBinary">Whether its values are to stand behind the JSON; null: as the request says of all.</param>
internal readonly record struct RequestedOutput(int Place, bool? IsBinary);
