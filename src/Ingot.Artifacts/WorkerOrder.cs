using System.Globalization;
using System.Text;

namespace Ingot.Artifacts;

/// <summary>
/// One thing that the tasks ask of a worker that lives for several, as a line on its standard input, and the line by which it says that it has
/// done it, at the end of both of its outputs. A line is the words <c>mark folder argument...</c>; folder and arguments are base64 of
/// UTF-8, so that every path fits into a word.
/// </summary>
public sealed class WorkerOrder
{
    /// <summary>The worker's verb: it reads orders until there are no more.</summary>
    public const string Verb = "orders";

    /// <summary>
    /// The exit code of a process that has kept why it could not go on, and asks to be started again with the same arguments: it does not come to the same point
    /// twice. BSD's <c>sysexits.h</c> has the number for what may go well later.
    /// </summary>
    public const int StartAnew = 75;

    private const string Ended = "ended";
    private const string Leaves = "leaves";
    private const string Stays = "stays";

    private WorkerOrder(string mark, string folder, IReadOnlyList<string> arguments)
    {
        Mark = mark;
        Folder = folder;
        Arguments = arguments;
    }

    /// <summary>A word that nobody else knows: what a library or a script prints cannot end the order.</summary>
    public string Mark { get; }

    /// <summary>The current folder while it is done.</summary>
    public string Folder { get; }

    /// <summary>The worker's command line.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Makes an order.</summary>
    /// <param name="folder">The current folder while it is done.</param>
    /// <param name="arguments">The worker's command line.</param>
    public static WorkerOrder Of(string folder, IEnumerable<string> arguments) =>
        new(Guid.NewGuid().ToString("N"), folder, [.. arguments]);

    /// <summary>Reads an order.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="FormatException">It is no order.</exception>
    public static WorkerOrder Parse(string line)
    {
        var words = line.Split(' ');
        return words.Length < 2
            ? throw new FormatException("An order has a mark and a folder.")
            : new WorkerOrder(words[0], Decode(words[1]), [.. words.Skip(2).Select(Decode)]);
    }

    /// <summary>The order as a line, without its end.</summary>
    public override string ToString() => string.Join(" ", new[] { Folder }.Concat(Arguments).Select(Encode).Prepend(Mark));

    /// <summary>The line that ends the order.</summary>
    /// <param name="exitCode">Its exit code.</param>
    /// <param name="leaves">Whether the worker ends now, so that its memory goes back to the machine.</param>
    public string End(int exitCode, bool leaves) =>
        string.Join(" ", Ended, Mark, exitCode.ToString(CultureInfo.InvariantCulture), leaves ? Leaves : Stays);

    /// <summary>Whether a line ends this order.</summary>
    /// <param name="line">A line of the worker.</param>
    /// <param name="exitCode">The order's exit code.</param>
    /// <param name="leaves">Whether the worker ends now.</param>
    public bool IsEndedBy(string line, out int exitCode, out bool leaves)
    {
        exitCode = 0;
        leaves = false;
        if (!line.StartsWith(Ended + " " + Mark + " ", StringComparison.Ordinal))
        {
            return false;
        }

        var words = line.Split(' ');
        leaves = words[words.Length - 1] == Leaves;
        return words.Length == 4 && int.TryParse(words[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exitCode);
    }

    // Base64 of nothing is nothing, which would be no word.
    private static string Encode(string text) => "=" + Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Decode(string word) => word.Length > 0 && word[0] == '='
        ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Substring(1)))
        : throw new FormatException("'" + word + "' is no word of an order.");
}
