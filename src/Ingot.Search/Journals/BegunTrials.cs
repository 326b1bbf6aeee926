using System.Globalization;
using System.Text;

namespace Ingot.Search.Journals;

/// <summary>
/// Which trials were begun: of one that was begun twice and never finished, it is known that the process did not outlive it, as when it took all memory. It is not
/// begun a third time. One that never returned, so that the process was ended, is not begun again at all.
/// </summary>
public sealed class BegunTrials : IDisposable
{
    /// <summary>How often a trial is begun without coming to an end.</summary>
    public const int MostBegins = 2;

    // As SearchFiles.Ended, which the tasks count.
    private const char Ended = '!';
    private const char Hung = '#';

    private readonly FileStream _file;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _begun;
    private readonly HashSet<string> _hung;
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);

    private BegunTrials(FileStream file, Dictionary<string, int> begun, HashSet<string> hung) => (_file, _begun, _hung) = (file, begun, hung);

    /// <summary>What a trial is called here.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="iterations">How many iterations it gets; null: its own.</param>
    public static string NameOf(int number, int? iterations) => FormattableString.Invariant($"{number}/{iterations?.ToString(CultureInfo.InvariantCulture) ?? "-"}");

    /// <summary>Opens the file, which need not be there.</summary>
    /// <param name="path">The file. Its folder must be there.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static BegunTrials Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using var reader = new StreamReader(file, Encoding.ASCII, detectEncodingFromByteOrderMarks: false, bufferSize: -1, leaveOpen: true);
        var begun = new Dictionary<string, int>(StringComparer.Ordinal);
        var hung = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == Hung)
            {
                _ = hung.Add(line[1..]);
                continue;
            }

            var (name, more) = line[0] == Ended ? (line[1..], -1) : (line, 1);
            begun[name] = begun.GetValueOrDefault(name) + more;
        }

        return new BegunTrials(file, begun, hung);
    }

    /// <summary>
    /// Whether a process ended while a trial ran, and others may have run beside it: which of them it was, is known when it is begun alone.
    /// </summary>
    /// <param name="name">What it is called.</param>
    public bool IsSuspect(string name)
    {
        lock (_gate)
        {
            return _begun.GetValueOrDefault(name) > 0 && !_running.Contains(name);
        }
    }

    /// <summary>Says that a trial begins, when it may.</summary>
    /// <param name="name">What it is called.</param>
    public TrialBegin Begin(string name)
    {
        lock (_gate)
        {
            var before = _begun.GetValueOrDefault(name);
            if (_hung.Contains(name) || before >= MostBegins)
            {
                return _hung.Contains(name) ? TrialBegin.Hung : TrialBegin.Died;
            }

            _begun[name] = before + 1;
            _ = _running.Add(name);
            Write(name, toDisk: true);
            return TrialBegin.Begun;
        }
    }

    /// <summary>Says that a trial has come to an end, of itself or stopped by a person, so that its beginning tells nothing of it.</summary>
    /// <param name="name">What it is called.</param>
    public void End(string name)
    {
        lock (_gate)
        {
            _ = _running.Remove(name);
            Withdraw(name, toDisk: false);
        }
    }

    /// <summary>Says that a trial never returns, and that the process is about to end: the others that run have done nothing wrong.</summary>
    /// <param name="name">What it is called.</param>
    public void Hang(string name)
    {
        lock (_gate)
        {
            _ = _hung.Add(name);
            Write(Hung + name, toDisk: true);
            foreach (var other in _running.Where(r => r != name))
            {
                Withdraw(other, toDisk: true);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Withdraw(string name, bool toDisk)
    {
        _begun[name] = _begun.GetValueOrDefault(name) - 1;
        Write(Ended + name, toDisk);
    }

    // What outlives the process is enough, but for what may have taken the machine with it.
    private void Write(string line, bool toDisk)
    {
        _file.Write(Encoding.ASCII.GetBytes(line + "\n"));
        _file.Flush(toDisk);
    }
}
