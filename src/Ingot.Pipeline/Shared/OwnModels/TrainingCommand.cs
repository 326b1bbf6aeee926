using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Training;

namespace Ingot.Pipeline.Shared.OwnModels;

/// <summary>
/// Runs the command of a <c>Trainer Include="Command"</c>: rows in files, the ONNX file back. It is started without a shell, in the project's folder, and ends
/// with the stage. What it prints is progress; a line such as <c>35% epoch 7</c> says how far it is.
/// </summary>
/// <param name="context">Of the stage.</param>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The columns.</param>
/// <param name="sink">Takes diagnostics.</param>
/// <param name="progress">Takes progress.</param>
internal sealed partial class TrainingCommand(StageContext context, ModelSpec spec, ModelSchema schema, IDiagnosticSink sink, IStageProgress progress)
{
    private const int LastLines = 12;
    private const string Model = "model";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly OwnModelSpec _own = spec.OwnModel!;

    /// <summary>Trains.</summary>
    /// <param name="training">All training rows.</param>
    /// <param name="file">The ONNX file that is made of what the command writes.</param>
    /// <returns>The bytes of the file that it wrote.</returns>
    /// <exception cref="IngotException">INGOT2065: it did not start, failed, did not end in time, or left no file.</exception>
    public byte[] Run(Table training, string file)
    {
        var folder = file + ".command";
        Directory.CreateDirectory(folder);
        try
        {
            var values = Hand(training, folder);
            var words = Words(_own.Command!);
            if (UnknownIn(words, values) is { } unknown)
            {
                throw Failed($"The Command has the placeholder '{unknown}', which there is not; expected some of {string.Join(", ", values.Keys.Select(k => $"{{{k}}}"))}.");
            }

            SayUnsaid(words);
            Execute([.. words.Select(w => Placeholder().Replace(w, m => values[m.Groups[1].Value]))], values);
            return File.Exists(values[Model])
                ? File.ReadAllBytes(values[Model])
                : throw Failed($"The command ended well, but wrote no ONNX file. It must write one where {{model}} (INGOT_MODEL in its environment) says.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes the rows, and tells where.</summary>
    private SortedDictionary<string, string> Hand(Table training, string folder)
    {
        progress.Report("writing the rows for the command");
        var used = schema.Columns.Where(c => c.Role is ColumnRole.Feature or ColumnRole.Label or ColumnRole.Weight || (c.Role == ColumnRole.Group && schema.Task == ModelTask.Ranking)).Select(c => c with { Decimal = null, Thousands = null, Format = null, Unit = null });
        var plain = schema with { Columns = [.. used], Reading = DataReading.Default };
        var (learned, held) = ModelTrainer.Split(spec, schema, training);
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [Model] = Path.Combine(folder, "model.onnx"),
            ["schema"] = Path.Combine(folder, "schema.json"),
            ["seed"] = spec.Seed.ToString(CultureInfo.InvariantCulture),
            ["threads"] = context.Threads.ToString(CultureInfo.InvariantCulture),
            ["label"] = schema.Label.Name,
        };
        foreach (var (name, rows) in new[] { ("training", learned), ("validation", held) })
        {
            var table = training.Take(rows);
            table = new Table([.. plain.Columns.Select(c => table[c.Name])], table.Rows);
            values[name] = Path.Combine(folder, name + ".parquet");
            values[name + "-csv"] = Path.Combine(folder, name + ".csv");
            if (Asks(name + "-csv"))
            {
                RowsFile.Write(values[name + "-csv"], table, plain, values[name + "-csv"]);
            }
            else
            {
                ParquetTable.Write(values[name], table);
            }
        }

        TextFile.Write(values["schema"], SchemaFile.ToJson(plain));
        return values;
    }

    private bool Asks(string placeholder) => _own.Command!.Contains($"{{{placeholder}}}", StringComparison.Ordinal);

    private void Execute(string[] command, SortedDictionary<string, string> values)
    {
        progress.Report(FormattableString.Invariant($"running {Path.GetFileName(command[0])}"));
        var started = Stopwatch.GetTimestamp();
        using var process = Start(command, values);
        var last = new Queue<string>();
        var output = Task.Run(() => Receive(process.StandardOutput, line => progress.Report(Told(line, out var fraction), fraction)), CancellationToken.None);
        var error = Task.Run(() => Receive(process.StandardError, line => Keep(last, line)), CancellationToken.None);
        try
        {
            while (!process.WaitForExit(Interval))
            {
                context.Cancellation.ThrowIfCancellationRequested();
                if (Stopwatch.GetElapsedTime(started) > _own.Timeout)
                {
                    throw Failed($"The command had not ended after {_own.Timeout:g} and was stopped{Said(last)}. Give the Trainer a longer Timeout, such as Timeout=\"4h\", if it needs that.");
                }
            }
        }
        finally
        {
            Kill(process);

            // Its pipes end with it, unless it has handed them on to somebody.
            Task.WaitAll([output, error], (int)Patience.TotalMilliseconds, CancellationToken.None);
        }

        if (process.ExitCode != 0)
        {
            throw Failed($"The command ended with exit code {process.ExitCode}{Said(last)}. It was: {string.Join(' ', Words(_own.Command!))}.");
        }
    }

    private Process Start(string[] command, SortedDictionary<string, string> values)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = Path.GetDirectoryName(spec.ProjectFile),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in values)
        {
            start.Environment["INGOT_" + name.ToUpperInvariant().Replace('-', '_')] = value;
        }

        start.Environment["PYTHONUNBUFFERED"] = "1";
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        try
        {
            var process = Process.Start(start) ?? throw Failed($"The command '{command[0]}' was not started.");
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception e)
        {
            throw new IngotException(TrainDiagnostics.CommandFailed.At(
                _own.Location, $"The command '{command[0]}' cannot be started: {e.Message.TrimEnd('.')}. Install it on this machine, or correct Command. It is started without a shell: for one, write Command=\"sh -c '…'\"."), e);
        }
    }

    /// <summary>A file of the project that the command names and no item has: its change would train nothing again.</summary>
    private void SayUnsaid(IEnumerable<string> words)
    {
        var folder = Path.GetDirectoryName(spec.ProjectFile)!;
        var known = _own.Inputs.Select(i => Path.GetFullPath(i.Path)).ToHashSet(StringComparer.Ordinal);
        var unsaid = words.Where(w => !w.Contains('{', StringComparison.Ordinal) && !Path.IsPathRooted(w) && File.Exists(Path.Combine(folder, w)) && !known.Contains(Path.GetFullPath(Path.Combine(folder, w)))).Distinct().ToList();
        if (unsaid.Count > 0)
        {
            sink.Report(TrainDiagnostics.CommandInputUnsaid.At(
                _own.Location,
                $"The command uses {DiagnosticText.List(unsaid)}, which no TrainerInput has: when {DiagnosticText.Agree(unsaid.Count, "it changes", "they change")}, nothing is trained again. Add <TrainerInput Include=\"{string.Join(';', unsaid)}\" />, and what else the training depends on, such as the lock file of its environment."));
        }
    }

    private static string? UnknownIn(IEnumerable<string> words, SortedDictionary<string, string> values) =>
        words.SelectMany(w => Placeholder().Matches(w)).FirstOrDefault(m => !values.ContainsKey(m.Groups[1].Value))?.Value;

    /// <summary>The words of a command: separated by blanks, those within quotation marks together, and the marks left out.</summary>
    internal static List<string> Words(string command)
    {
        var (words, word, mark) = (new List<string>(), new StringBuilder(), '\0');
        var isWord = false;
        foreach (var c in command)
        {
            if (mark == '\0' && c is '"' or '\'')
            {
                (mark, isWord) = (c, true);
            }
            else if (c == mark)
            {
                mark = '\0';
            }
            else if (mark == '\0' && char.IsWhiteSpace(c))
            {
                if (isWord)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                isWord = false;
            }
            else
            {
                word.Append(c);
                isWord = true;
            }
        }

        if (isWord)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>What a line says, and the share of the work that it begins with.</summary>
    internal static string Told(string line, out double? fraction)
    {
        var match = Percent().Match(line);
        fraction = match.Success ? Math.Min(1, double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) / 100) : null;
        return DiagnosticText.Shorten(match.Success ? match.Groups[2].Value : line);
    }

    private static void Receive(StreamReader reader, Action<string> take)
    {
        while (reader.ReadLine() is { } line)
        {
            if (line.Trim().Length > 0)
            {
                take(line.Trim());
            }
        }
    }

    private static void Keep(Queue<string> last, string line)
    {
        lock (last)
        {
            last.Enqueue(line);
            if (last.Count > LastLines)
            {
                last.Dequeue();
            }
        }
    }

    private static string Said(Queue<string> last)
    {
        lock (last)
        {
            return last.Count == 0 ? string.Empty : $"; the last that it said: {string.Join(" | ", last.Select(DiagnosticText.Shorten))}";
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private IngotException Failed(FormattableString message) => new(TrainDiagnostics.CommandFailed.At(_own.Location, message));

    [GeneratedRegex(@"\{([a-z-]+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^\s*(\d{1,3}(?:\.\d+)?)\s?%\s*(.*)$")]
    private static partial Regex Percent();
}
