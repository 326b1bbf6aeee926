using Apache.Arrow;
using DuckDB.NET.Data;
using Ingot.Data;
using Ingot.Monitoring.Columns;

namespace Ingot.Monitoring.Journals;

/// <summary>
/// Makes Parquet files of a finished journal: one for each day of its rows. They are named after the journal, so doing it twice,
/// because a process was killed in between, gives the same files and no row twice.
/// </summary>
/// <param name="root">The log's folder.</param>
/// <param name="storage">The file system.</param>
internal sealed class JournalCompactor(string root, ILogStorage storage)
{
    private const long MicrosecondsADay = 86_400_000_000;

    /// <summary>Makes the files and deletes the journal.</summary>
    /// <returns>Number of rows.</returns>
    /// <exception cref="IOException">The file system refused; the journal is still there.</exception>
    /// <exception cref="InvalidDataException">The journal does not belong to a log.</exception>
    public long Compact(FinishedJournal journal)
    {
        var rows = 0L;
        foreach (var day in Days(journal).Order())
        {
            var temporary = Path.Combine(Path.GetDirectoryName(journal.Path)!, FormattableString.Invariant($"{journal.Name}.{day}.partial"));
            var schema = WriteDay(journal, day, temporary, ref rows);
            var date = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)day);
            var folder = Path.Combine([root, .. schema.Partition, FormattableString.Invariant($"ingot_date={date:yyyy-MM-dd}")]);
            storage.Publish(temporary, Path.Combine(folder, journal.Name + ".parquet"));
        }

        journal.Delete();
        return rows;
    }

    private static HashSet<long> Days(FinishedJournal journal)
    {
        var days = new HashSet<long>();
        foreach (var (schema, batch) in journal.Read())
        {
            var instants = (Int64Array)batch.Column(schema.InstantIndex);
            for (var row = 0; row < batch.Length; row++)
            {
                days.Add(DayOf(instants, row));
            }
        }

        return days;
    }

    private static LogSchema WriteDay(FinishedJournal journal, long day, string path, ref long rows)
    {
        using var session = new DuckDbSession();
        LogSchema? first = null;
        foreach (var (schema, batch) in journal.Read())
        {
            if (first is null)
            {
                first = schema;
                session.Execute($"CREATE TABLE t ({string.Join(", ", schema.Columns.Select(c => $"{DuckDbSession.Name(c.Name)} {c.StagedType}"))})");
            }

            rows += Append(session, schema, batch, day);
        }

        File.Delete(path);
        session.Execute($"COPY (SELECT {string.Join(", ", first!.Columns.Select(Expression))} FROM t) TO {DuckDbSession.Text(path)} (FORMAT parquet, COMPRESSION zstd)");
        return first;
    }

    private static int Append(DuckDbSession session, LogSchema schema, RecordBatch batch, long day)
    {
        var rows = 0;
        var instants = (Int64Array)batch.Column(schema.InstantIndex);
        session.Append("t", appender =>
        {
            for (var row = 0; row < batch.Length; row++)
            {
                if (DayOf(instants, row) != day)
                {
                    continue;
                }

                var target = appender.CreateRow();
                for (var c = 0; c < batch.ColumnCount; c++)
                {
                    Append(target, batch.Column(c), row);
                }

                target.EndRow();
                rows++;
            }
        });
        return rows;
    }

    private static void Append(IDuckDBAppenderRow target, IArrowArray column, int row)
    {
        if (column.IsNull(row))
        {
            target.AppendNullValue();
            return;
        }

        switch (column)
        {
            case FloatArray floats:
                target.AppendValue(floats.GetValue(row));
                break;
            case DoubleArray doubles:
                target.AppendValue(doubles.GetValue(row));
                break;
            case BooleanArray booleans:
                target.AppendValue(booleans.GetValue(row));
                break;
            case Int64Array integers:
                target.AppendValue(integers.GetValue(row));
                break;
            default:
                // As bytes: the text itself would end at its first zero character.
                target.AppendValue(((StringArray)column).GetBytes(row).ToArray());
                break;
        }
    }

    private static string Expression(LogColumn column)
    {
        var name = DuckDbSession.Name(column.Name);
        return column.Type switch
        {
            // A number that is not a date, such as the largest one, is missing.
            LogColumnType.Date => $"TRY(make_timestamp({name})) AS {name}",
            LogColumnType.Instant => $"make_timestamp({name})::TIMESTAMPTZ AS {name}",
            _ => name,
        };
    }

    private static long DayOf(Int64Array instants, int row) =>
        Math.DivRem(instants.GetValue(row)!.Value, MicrosecondsADay) is var (day, rest) && rest < 0 ? day - 1 : day;
}
