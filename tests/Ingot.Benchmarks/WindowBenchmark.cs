using System.Diagnostics;
using Ingot.Core.Diagnostics;
using Ingot.Core.Drift;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Monitoring.Windows;
using Spectre.Console;

namespace Ingot.Benchmarks;

/// <summary>A window of many rows: opened (every value is looked at once), then streamed into the counts of drift, beside DuckDB's bare scan of the same file, and pandas with SciPy.</summary>
internal static class WindowBenchmark
{
    private const int Days = 30;
    private const int ReferenceRows = 10_000;

    public static void Run(long rows, int columnCount, string? file, string python)
    {
        var path = file ?? Path.Combine(Path.GetTempPath(), FormattableString.Invariant($"ingot-window-{rows}x{columnCount}.parquet"));
        if (!File.Exists(path))
        {
            MakeInOtherProcess(path, rows, columnCount);
        }

        var bare = Measure(() => BareScan(path));
        var found = new DiagnosticList();
        ServedWindow? window = null;
        var open = Measure(() => window = ServedWindow.Open(
            new TableSource([path], new ColumnMapping { Timestamp = "at", Id = "id" }), new WindowQuery(), new ChunkPlan(ChunkUnit.Day), new WindowOptions { Diagnostics = found }));
        using (window!)
        {
            var columns = window!.Columns.Where(c => c.Role == WindowColumnRole.Feature).ToList();
            Core.Tables.Table? reference = null;
            var sample = Measure(() => reference = window.Sample(columns, ReferenceRows));
            var sink = new DriftSink(reference!);
            var stream = Measure(() => window.Stream(columns, sink));
            AnsiConsole.WriteLine(FormattableString.Invariant(
                $"{window.Rows:N0} rows x {columns.Count} columns, {window.Chunks.Count} chunks, {new FileInfo(path).Length / 1048576.0:0} MB of Parquet; {sink.Values:N0} values in {sink.Calls:N0} calls, {found.Items.Count} diagnostics"));
            var table = new Spectre.Console.Table().AddColumn("what").AddColumn("wall, s").AddColumn("processor, s").AddColumn("peak memory, MB");
            foreach (var (name, figures) in new[] { ("bare scan", bare), ("open", open), ("sample", sample), ("stream", stream) })
            {
                table.AddRow(name, FormattableString.Invariant($"{figures.Wall:0.0}"), FormattableString.Invariant($"{figures.Processor:0.0}"), FormattableString.Invariant($"{figures.Peak:0}"));
            }

            if (Drift.PandasDrift.Measure(python, window.Rows, columns.Count, ReferenceRows, out var whyNot) is { } pandas)
            {
                table.AddRow($"{pandas.Said}, without reading", string.Empty, FormattableString.Invariant($"{pandas.Processor:0.0}"), FormattableString.Invariant($"{pandas.Peak:0}"));
            }
            else
            {
                AnsiConsole.WriteLine($"Skipped: pandas and SciPy by {python}: {whyNot}");
            }

            AnsiConsole.Write(table);
        }
    }

    /// <summary>Writes the table: three of four columns are numbers of few and of many values, the others texts.</summary>
    public static void Make(string path, long rows, int columns)
    {
        using var session = new DuckDbSession(Environment.ProcessorCount);
        session.Execute("SET preserve_insertion_order=true");
        session.Execute("SET memory_limit='1GB'");
        var numbers = Enumerable.Range(0, columns * 3 / 4).Select(c => (c % 3) switch
        {
            0 => FormattableString.Invariant($"(hash(i, {c}) / 18446744073709551616.0)::DOUBLE AS n{c}"),
            1 => FormattableString.Invariant($"ln((hash(i, {c}) % 1000000 + 1)::DOUBLE)::FLOAT AS n{c}"),
            _ => FormattableString.Invariant($"CASE WHEN hash(i, {c}) % 50 > 0 THEN (hash(i, {c + 100}) % {10 * (c % 15)})::INTEGER END AS n{c}"),
        });
        int[] words = [2, 5, 20, 200, 20_000];
        var texts = Enumerable.Range(0, columns - (columns * 3 / 4)).Select(c => FormattableString.Invariant($"'word-' || (hash(i, {c + 5000}) % {words[c % words.Length]}) AS t{c}"));
        session.Execute(FormattableString.Invariant($"""
            COPY (SELECT 'request-' || i AS id, TIMESTAMP '2026-01-01' + INTERVAL (i * {Days * 86_400_000L} // {rows}) MILLISECOND AS at, {string.Join(", ", numbers.Concat(texts))} FROM range({rows}) r(i))
            TO {DuckDbSession.Text(path)} (FORMAT parquet, COMPRESSION zstd)
            """));
    }

    // Its memory is not counted with what is measured.
    private static void MakeInOtherProcess(string path, long rows, int columns)
    {
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        using var process = Process.Start(new ProcessStartInfo(program, [.. self, "window-table", "--file", path, "--rows", FormattableString.Invariant($"{rows}"), "--columns", FormattableString.Invariant($"{columns}")]))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"Making {path} ended with {process.ExitCode}.");
        }
    }

    private static void BareScan(string path)
    {
        using var session = new DuckDbSession(Environment.ProcessorCount);
        session.Execute("SET memory_limit='1GB'");
        session.Query($"SELECT bit_xor(hash(t)) FROM read_parquet({DuckDbSession.Text(path)}) t");
    }

    private static (double Wall, double Processor, double Peak) Measure(Action action)
    {
        using var process = Process.GetCurrentProcess();
        var (watch, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        action();
        process.Refresh();
        return (watch.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds, process.PeakWorkingSet64 / 1048576.0);
    }

    /// <summary>Counts against a sample of the window itself, as a monitor does against its reference.</summary>
    private sealed class DriftSink(Core.Tables.Table reference) : IColumnSink
    {
        private readonly Dictionary<(string, int), NumberWindow> _numbers = [];
        private readonly Dictionary<(string, int), CategoryWindow> _texts = [];
        private readonly Dictionary<string, NumberReference> _numberReferences = [];
        private readonly Dictionary<string, CategoryReference> _textReferences = [];

        public long Values => _numbers.Values.Sum(n => n.Rows) + _texts.Values.Sum(t => t.Rows) + Absent;

        public long Calls { get; private set; }

        private long Absent { get; set; }

        public void Numbers(WindowColumn column, int chunk, ReadOnlySpan<double> values, ReadOnlySpan<long> counts)
        {
            Calls++;
            if (!_numbers.TryGetValue((column.Name, chunk), out var window))
            {
                if (!_numberReferences.TryGetValue(column.Name, out var of))
                {
                    _numberReferences.Add(column.Name, of = NumberReference.Of(((NumberColumn)reference[column.Name]).Values));
                }

                _numbers.Add((column.Name, chunk), window = new NumberWindow(of));
            }

            if (counts.IsEmpty)
            {
                window.Add(values);
                return;
            }

            for (var i = 0; i < values.Length; i++)
            {
                window.Add(values[i], counts[i]);
            }
        }

        public void Texts(WindowColumn column, int chunk, ReadOnlySpan<string> values, ReadOnlySpan<long> counts)
        {
            Calls++;
            if (!_texts.TryGetValue((column.Name, chunk), out var window))
            {
                if (!_textReferences.TryGetValue(column.Name, out var of))
                {
                    var texts = (StringColumn)reference[column.Name];
                    _textReferences.Add(column.Name, of = CategoryReference.Of(Enumerable.Range(0, texts.Rows).Select(r => texts[r])));
                }

                _texts.Add((column.Name, chunk), window = new CategoryWindow(of));
            }

            for (var i = 0; i < values.Length; i++)
            {
                window.Add(values[i], counts[i]);
            }
        }

        public void Missing(WindowColumn column, int chunk, long count) => Absent += count;
    }
}
