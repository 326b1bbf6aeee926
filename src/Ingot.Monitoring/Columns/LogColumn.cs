using Apache.Arrow;
using Apache.Arrow.Types;

namespace Ingot.Monitoring.Columns;

/// <summary>One column of a log.</summary>
/// <param name="Name">Its name: of an input or an output of the model, or one of the log's own.</param>
/// <param name="Type">What it holds.</param>
public sealed record LogColumn(string Name, LogColumnType Type)
{
    private const string TypeKey = "ingot.type";

    /// <summary>The column in a journal. Times are whole numbers there, because Arrow's arrays of times know no year beyond 9999.</summary>
    internal Field ToField() => new(Name, ArrowType, nullable: true, new Dictionary<string, string> { [TypeKey] = Type.ToString() });

    /// <exception cref="InvalidDataException">The field does not belong to a log.</exception>
    internal static LogColumn From(Field field) =>
        field.Metadata?.GetValueOrDefault(TypeKey) is { } name && Enum.TryParse<LogColumnType>(name, out var type) && Enum.IsDefined(type)
            ? new LogColumn(field.Name, type)
            : throw new InvalidDataException($"The journal's column '{field.Name}' has no type.");

    /// <summary>The type in which DuckDB takes the values.</summary>
    internal string StagedType => Type switch
    {
        LogColumnType.Float32 => "FLOAT",
        LogColumnType.Float64 => "DOUBLE",
        LogColumnType.Boolean => "BOOLEAN",
        LogColumnType.Text => "VARCHAR",
        _ => "BIGINT",
    };

    private IArrowType ArrowType => Type switch
    {
        LogColumnType.Float32 => FloatType.Default,
        LogColumnType.Float64 => DoubleType.Default,
        LogColumnType.Boolean => BooleanType.Default,
        LogColumnType.Text => StringType.Default,
        _ => Int64Type.Default,
    };
}
