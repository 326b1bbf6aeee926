using Ingot.Core.Schemas;
using Ingot.Data;

namespace Ingot.Benchmarks.Quality;

/// <summary>Flights of flights-3m.parquet as a CSV file that is deleted with it: whether one is late by a quarter of an hour. No cases where the file is not there.</summary>
internal sealed class FlightsSample : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"ingot-flights-{Guid.NewGuid():N}.csv");

    /// <summary>Writes the sample.</summary>
    /// <param name="parquet">The file.</param>
    /// <param name="rows">How many rows are learned from, case by case.</param>
    /// <param name="test">How many are measured on.</param>
    public FlightsSample(string parquet, IReadOnlyList<int> rows, int test)
    {
        if (!File.Exists(parquet))
        {
            Cases = [];
            return;
        }

        using var session = new DuckDbSession(1);
        session.Execute(
            $"COPY (SELECT * EXCLUDE (delay), CASE WHEN delay >= 15 THEN 'late' ELSE 'in time' END AS late FROM read_parquet({DuckDbSession.Text(parquet)}) USING SAMPLE reservoir({rows.Max() + test} ROWS) REPEATABLE (1)) TO {DuckDbSession.Text(_file)} (FORMAT csv, HEADER)");
        Cases = [.. rows.Select(r => new QualityCase(_file, "late", ModelTask.BinaryClassification, r))];
    }

    /// <summary>The cases.</summary>
    public IReadOnlyList<QualityCase> Cases { get; }

    public void Dispose() => File.Delete(_file);
}
