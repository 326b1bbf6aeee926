using System.Text.RegularExpressions;

namespace Ingot.Tests.Shared;

/// <summary>Finds out where a server listens that was started on any free port.</summary>
internal static partial class ListeningAddress
{
    /// <summary>Reads what the server says until it says its address; what it says later is read too, and thrown away.</summary>
    /// <param name="output">The server's output.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<Uri> FindAsync(StreamReader output, CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (await output.ReadLineAsync(cancellation) is { } line)
        {
            lines.Add(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                // Nobody waits for a reader.
                _ = output.ReadToEndAsync(CancellationToken.None);
                return new Uri(match.Groups["address"].Value);
            }
        }

        throw new InvalidOperationException("The server ended before it listened:\n" + string.Join('\n', lines));
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();
}
