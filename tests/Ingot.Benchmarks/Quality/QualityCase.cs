using System.Globalization;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Benchmarks.Quality;

/// <summary>Data to learn from, of which some rows are drawn, and others to measure on.</summary>
/// <param name="File">A CSV file, or a tab-separated one.</param>
/// <param name="Label">The column that is predicted.</param>
/// <param name="Task">What it is.</param>
/// <param name="Rows">How many rows are learned from; all others are measured on, at most 10,000.</param>
/// <param name="Drop">Columns that are no features.</param>
internal sealed record QualityCase(string File, string Label, ModelTask Task, int Rows, params string[] Drop)
{
    /// <summary>How it is called in a table.</summary>
    public string Name => FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(File)} ({Rows:N0})");

    /// <summary>Draws the rows, into <c>train.csv</c> and <c>test.csv</c>.</summary>
    /// <param name="seed">Of the draw.</param>
    /// <param name="mostTestRows">How many are measured on, at most.</param>
    /// <param name="folder">The folder of both.</param>
    public void Split(int seed, int mostTestRows, string folder)
    {
        var lines = System.IO.File.ReadAllLines(File);
        var order = RowSample.Of(lines.Length - 1, Math.Min(lines.Length - 1, Rows + mostTestRows), seed);
        var random = new SplitMix64((ulong)seed);
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        System.IO.File.WriteAllLines(Path.Combine(folder, "train.csv"), [lines[0], .. order.Take(Rows).Select(i => lines[i + 1])]);
        System.IO.File.WriteAllLines(Path.Combine(folder, "test.csv"), [lines[0], .. order.Skip(Rows).Select(i => lines[i + 1])]);
    }

    /// <summary>What a script of scikit-learn says of the drawn rows.</summary>
    /// <param name="python">The interpreter.</param>
    /// <param name="script">The script.</param>
    /// <param name="folder">As of <see cref="Split"/>.</param>
    /// <param name="threads">How many threads it may use.</param>
    public double[] Python(string python, string script, string folder, int threads)
    {
        var start = new System.Diagnostics.ProcessStartInfo(
            python, [Path.Combine(AppContext.BaseDirectory, "Quality", script), folder, Label, Task.ToString(), .. Drop]) { RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        using var process = System.Diagnostics.Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. text.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"{python} ended with {process.ExitCode}.");
    }
}
