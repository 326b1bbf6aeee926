namespace Ingot.Serving.Requests;

/// <summary>A request that is refused.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="message">What was found and what was expected.</param>
/// <param name="column">The input or column at fault; null: none in particular.</param>
/// <param name="row">Its 0-based row; null: none in particular.</param>
internal sealed class RequestException(int status, string message, string? column = null, int? row = null) : Exception(message)
{
    public int Status { get; } = status;

    public string? Column { get; } = column;

    public int? Row { get; } = row;

    /// <summary>Seconds after which to try again; null: trying again does not help.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The encodings of bodies that are taken, when another one is the reason; null: it is not.</summary>
    public string? AcceptEncoding { get; init; }

    /// <summary>A request that is wrong.</summary>
    public static RequestException Wrong(FormattableString message, string? column = null, int? row = null) =>
        new(400, FormattableString.Invariant(message), column, row);

    /// <summary>A request for something that is not there.</summary>
    public static RequestException NotFound(FormattableString message) => new(404, FormattableString.Invariant(message));

    /// <summary>A request that is larger than allowed.</summary>
    public static RequestException TooLarge(FormattableString message) => new(413, FormattableString.Invariant(message));

    /// <summary>A request whose API key is not looked at, since too many wrong ones came from its address.</summary>
    public static RequestException TooManyKeys(int retryAfter) =>
        new(429, "Too many wrong API keys came from this address. Try again in a minute.") { RetryAfter = retryAfter };

    /// <summary>A request that comes at the wrong time.</summary>
    public static RequestException Unavailable(FormattableString message, int retryAfter) =>
        new(503, FormattableString.Invariant(message)) { RetryAfter = retryAfter };
}
