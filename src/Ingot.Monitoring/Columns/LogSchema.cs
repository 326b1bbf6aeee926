using System.Globalization;
using Apache.Arrow;

namespace Ingot.Monitoring.Columns;

/// <summary>The columns of a log, and the folder below which its files go.</summary>
internal sealed class LogSchema
{
    private const string PartitionKey = "ingot.partition";
    private const string InstantKey = "ingot.instant";
    private const string OutputsKey = "ingot.outputs";

    /// <param name="partition">Names of the folders below the log's, from the outermost on.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="instant">The column whose day decides the folder of a row.</param>
    /// <param name="outputs">How many of the last columns are outputs of a model.</param>
    public LogSchema(IReadOnlyList<string> partition, IReadOnlyList<LogColumn> columns, string instant, int outputs = 0)
    {
        Outputs = outputs;
        Partition = partition;
        Columns = columns;
        Instant = instant;
        InstantIndex = columns.TakeWhile(c => c.Name != instant).Count();
        if (InstantIndex == columns.Count || columns[InstantIndex].Type != LogColumnType.Instant)
        {
            throw new InvalidDataException($"The log has no column '{instant}' of times.");
        }

        if (partition.Count == 0 || partition.Any(p => !IsSafe(p)))
        {
            throw new InvalidDataException($"'{string.Join('/', partition)}' are no names of folders.");
        }

        Key = string.Join('/', partition) + "\n" + string.Join('\n', columns.Select(c => $"{c.Type} {c.Name}"));
    }

    public IReadOnlyList<string> Partition { get; }

    public IReadOnlyList<LogColumn> Columns { get; }

    public string Instant { get; }

    public int InstantIndex { get; }

    /// <summary>How many of the last columns are outputs of a model.</summary>
    public int Outputs { get; }

    /// <summary>Equal for equal schemas.</summary>
    public string Key { get; }

    /// <summary>Whether a name, such as a package's id, can be part of a folder's name on every system.</summary>
    public static bool IsSafe(string name) =>
        name.Length is > 0 and <= 200 && name[0] != '.' && name[^1] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or '=');

    public Schema ToArrow() => new(
        Columns.Select(c => c.ToField()),
        new Dictionary<string, string> { [PartitionKey] = string.Join('/', Partition), [InstantKey] = Instant, [OutputsKey] = Outputs.ToString(CultureInfo.InvariantCulture) });

    /// <exception cref="InvalidDataException">The schema does not belong to a log.</exception>
    public static LogSchema From(Schema schema) =>
        schema.Metadata?.GetValueOrDefault(PartitionKey) is { } partition && schema.Metadata.GetValueOrDefault(InstantKey) is { } instant
            && int.TryParse(schema.Metadata.GetValueOrDefault(OutputsKey), NumberStyles.None, CultureInfo.InvariantCulture, out var outputs) && outputs <= schema.FieldsList.Count
            ? new LogSchema(partition.Split('/'), [.. schema.FieldsList.Select(LogColumn.From)], instant, outputs)
            : throw new InvalidDataException("The journal does not say what it is of.");
}
