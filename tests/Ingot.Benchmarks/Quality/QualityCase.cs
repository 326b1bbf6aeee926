using Ingot.Core.Schemas;

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
}
