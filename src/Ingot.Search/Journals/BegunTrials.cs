using System.Globalization;
using System.Text;

namespace Ingot.Search.Journals;

/// <summary>
/// Which trials were begun: of one that was begun twice and never finished, it is known that the process did not outlive it, as when it took all memory. It is not
/// begun a third time.
/// </summary>
public sealed class BegunTrials : IDisposable
{
    /// <summary>How often a trial is begun without coming to an end.</summary>
    public const int MostBegins = 2;

    private const char Withdrawn = '!';

    private readonly FileStream _file;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _begun;

    private BegunTrials(FileStream file, Dictionary<string, int> begun) => (_file, _begun) = (file, begun);

    /// <summary>Opens the file, which need not be there.</summary>
    /// <param name="path">The file. Its folder must be there.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static BegunTrials Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using var reader = new StreamReader(file, Encoding.ASCII, detectEncodingFromByteOrderMarks: false, bufferSize: -1, leaveOpen: true);
        var begun = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, more) = line[0] == Withdrawn ? (line[1..], -1) : (line, 1);
            begun[name] = begun.GetValueOrDefault(name) + more;
        }

        return new BegunTrials(file, begun);
    }

    /// <summary>Says that a trial begins; false: it has begun too often already, and must not.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="iterations">How many iterations it gets; null: its own.</param>
    public bool TryBegin(int number, int? iterations)
    {
        var name = Name(number, iterations);
        lock (_gate)
        {
            var before = _begun.GetValueOrDefault(name);
            if (before >= MostBegins)
            {
                return false;
            }

            _begun[name] = before + 1;
            Write(name);
            return true;
        }
    }

    /// <summary>Says that a trial was stopped by a person before it came to an end, which tells nothing of it.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="iterations">As of <see cref="TryBegin"/>.</param>
    public void Withdraw(int number, int? iterations)
    {
        lock (_gate)
        {
            _begun[Name(number, iterations)] = _begun.GetValueOrDefault(Name(number, iterations)) - 1;
            Write(Withdrawn + Name(number, iterations));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static string Name(int number, int? iterations) => FormattableString.Invariant($"{number}/{iterations?.ToString(CultureInfo.InvariantCulture) ?? "-"}");

    private void Write(string line)
    {
        _file.Write(Encoding.ASCII.GetBytes(line + "\n"));
        _file.Flush(flushToDisk: true);
    }
}
