using System.Collections.ObjectModel;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ingot.Core;
using Ingot.Search.Spaces;
using Ingot.Search.Trials;

namespace Ingot.Search.Journals;

/// <summary>
/// The trials of a search in a file: a line each, with a hash before it. A line that a killed process left half written, or that was damaged, is known by its hash: it
/// does not count, and all others do. Only one search at a time has the file open.
/// </summary>
public sealed class TrialJournal : ITrialJournal, IDisposable
{
    private const int HashLetters = 16;

    // A line of a journal stays one line.
    private static readonly JsonSerializerOptions Form = JsonFormat.With(o => o.WriteIndented = false);

    private readonly SearchSpace _space;
    private readonly FileStream _file;

    private TrialJournal(SearchSpace space, FileStream file, IReadOnlyList<Trial> trials, int damaged) => (_space, _file, Trials, Damaged) = (space, file, trials, damaged);

    /// <summary>What was kept when it was opened, in its order; of a trial that went on, what it was before too.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>How many lines could not be read.</summary>
    public int Damaged { get; }

    /// <summary>Opens a journal, which need not be there.</summary>
    /// <param name="path">The file. Its folder must be there.</param>
    /// <param name="space">What is searched; a trial that is no point of it counts as damaged.</param>
    /// <exception cref="IOException">It cannot be opened; another search has it open.</exception>
    public static TrialJournal Open(string path, SearchSpace space)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var (trials, damaged, ends) = Read(file, space);
            _ = file.Seek(0, SeekOrigin.End);
            if (!ends)
            {
                // What comes next begins its own line.
                file.WriteByte((byte)'\n');
            }

            return new TrialJournal(space, file, trials, damaged);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Add(Trial trial)
    {
        var words = trial.Point.ToDictionary(p => p.Key, p => _space[p.Key].Domain.Text(p.Value), StringComparer.Ordinal);
        var json = JsonSerializer.Serialize(
            new TrialLine(
                trial.Number, trial.State, new SortedDictionary<string, string>(words, StringComparer.Ordinal), trial.Loss, trial.Low, trial.High, trial.Violation, trial.Parts, trial.Steps,
                trial.Iterations, trial.Duration.TotalSeconds, trial.Failure)
            {
                Measures = trial.Measures.Count == 0 ? null : new SortedDictionary<string, double>(trial.Measures.ToDictionary(), StringComparer.Ordinal),
            },
            Form);
        _file.Write(Encoding.UTF8.GetBytes($"{Hash(json)} {json}\n"));
        _file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static (IReadOnlyList<Trial> Trials, int Damaged, bool Ends) Read(FileStream file, SearchSpace space)
    {
        var trials = new List<Trial>();
        var damaged = 0;
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: -1, leaveOpen: true);
        var text = reader.ReadToEnd();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Parse(line, space) is { } trial)
            {
                trials.Add(trial);
            }
            else
            {
                damaged++;
            }
        }

        return (trials, damaged, text.Length == 0 || text[^1] == '\n');
    }

    private static Trial? Parse(string line, SearchSpace space)
    {
        if (line.Length <= HashLetters + 1 || Hash(line[(HashLetters + 1)..]) != line[..HashLetters])
        {
            return null;
        }

        // The hash is right, so a process of Ingot wrote it; perhaps one of another version.
        TrialLine read;
        try
        {
            read = JsonFormat.Parse<TrialLine>(Encoding.UTF8.GetBytes(line[(HashLetters + 1)..]), Form);
        }
        catch (JsonException)
        {
            return null;
        }

        var point = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var parameter in space.Parameters.Where(p => space.Has(p, point)))
        {
            if (!read.Parameters.TryGetValue(parameter.Name, out var word) || parameter.Domain.Read(word) is not { } value)
            {
                return null;
            }

            point[parameter.Name] = value;
        }

        return point.Count != read.Parameters.Count ? null : new Trial(read.Number, point)
        {
            State = read.State,
            Loss = read.Loss,
            Low = read.Low,
            High = read.High,
            Violation = read.Violation,
            Measures = read.Measures ?? (IReadOnlyDictionary<string, double>)ReadOnlyDictionary<string, double>.Empty,
            Parts = read.Parts,
            Steps = read.Steps,
            Iterations = read.Iterations,
            Duration = TimeSpan.FromSeconds(read.Seconds),
            Failure = read.Failure,
        };
    }

    private static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..HashLetters];
}
