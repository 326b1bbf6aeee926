using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Ingot.Runs.Stores;

/// <summary>Reads what can be read of a damaged file, row by row, and steps over pages that cannot.</summary>
/// <param name="path">The damaged file. It is copied first: reading a log would change it.</param>
internal sealed class SqliteSalvage(string path)
{
    // Steps over a gap double: so many reach over any file.
    private const int MostSteps = 48;

    private readonly List<string> _lost = [];

    /// <summary>Runs that were read.</summary>
    public int Runs { get; private set; }

    /// <summary>The tables of which rows are lost.</summary>
    public IReadOnlyList<string> Lost => _lost;

    /// <summary>Whether every row could be read.</summary>
    public bool IsWhole => _lost.Count == 0;

    /// <summary>Puts all that can be read into an empty store.</summary>
    public void CopyTo(SqliteConnection fresh)
    {
        var copy = $"{path}.tmp-{Guid.NewGuid():N}";
        try
        {
            File.Copy(path, copy);
            if (File.Exists(path + "-wal"))
            {
                File.Copy(path + "-wal", copy + "-wal");
            }

            using var damaged = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
            damaged.Open();
            using var transaction = fresh.BeginTransaction();
            var runs = new HashSet<long>();
            foreach (var table in RunTables.All)
            {
                CopyTable(damaged, fresh, table, runs);
            }

            transaction.Commit();
            Runs = runs.Count;
        }
        finally
        {
            Array.ForEach([copy, copy + "-wal", copy + "-shm"], File.Delete);
        }
    }

    private void CopyTable(SqliteConnection damaged, SqliteConnection fresh, string table, HashSet<long> runs)
    {
        var columns = fresh.Rows(r => r.GetString(0), "SELECT name FROM pragma_table_info(@p0)", table);
        var known = ColumnsOf(damaged, table);
        columns.RemoveAll(c => !known.Contains(c));
        if (columns.Count == 0)
        {
            _lost.Add(table);
            return;
        }

        using var insert = fresh.Command($"INSERT OR IGNORE INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i}")))})", new object?[columns.Count]);
        var key = columns.IndexOf(table == "runs" ? "number" : "run");
        var isWhole = ReadRows(damaged, table, columns, values =>
        {
            // Damage may have put anything anywhere: what the new tables refuse is no row.
            if (values[key] is not long run || (table != "runs" && !runs.Contains(run)))
            {
                return;
            }

            for (var i = 0; i < values.Length; i++)
            {
                insert.Parameters[i].Value = values[i];
            }

            try
            {
                if (insert.ExecuteNonQuery() > 0 && table == "runs")
                {
                    runs.Add(run);
                }
            }
            catch (SqliteException)
            {
                _lost.Add(table);
            }
        });
        if (!isWhole && !_lost.Contains(table))
        {
            _lost.Add(table);
        }
    }

    private static HashSet<string> ColumnsOf(SqliteConnection damaged, string table)
    {
        try
        {
            return [.. damaged.Rows(r => r.GetString(0), "SELECT name FROM pragma_table_info(@p0)", table)];
        }
        catch (SqliteException)
        {
            // Not even the list of tables can be read: nothing is left of it.
            return [];
        }
    }

    private static bool ReadRows(SqliteConnection damaged, string table, List<string> columns, Action<object[]> take)
    {
        var (last, step, isWhole) = (0L, 1L, true);
        for (var steps = 0; steps < MostSteps;)
        {
            try
            {
                using var command = damaged.Command($"SELECT rowid, {string.Join(", ", columns)} FROM {table} WHERE rowid > @p0 ORDER BY rowid", last);
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    var values = new object[columns.Count];
                    for (var i = 0; i < values.Length; i++)
                    {
                        values[i] = reader.GetValue(i + 1);
                    }

                    (last, step, steps) = (reader.GetInt64(0), 1, 0);
                    take(values);
                }

                return isWhole;
            }
            catch (SqliteException)
            {
                isWhole = false;
                last += step;
                step *= 2;
                steps++;
            }
        }

        return isWhole;
    }
}
