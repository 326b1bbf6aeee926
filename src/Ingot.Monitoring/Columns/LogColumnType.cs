namespace Ingot.Monitoring.Columns;

/// <summary>What a column of a log holds, and so its type in the Parquet file.</summary>
public enum LogColumnType
{
    /// <summary>FLOAT.</summary>
    Float32,

    /// <summary>DOUBLE.</summary>
    Float64,

    /// <summary>BOOLEAN.</summary>
    Boolean,

    /// <summary>BIGINT.</summary>
    Integer,

    /// <summary>TIMESTAMP: microseconds since 1970, of a date in the data.</summary>
    Date,

    /// <summary>TIMESTAMP WITH TIME ZONE: microseconds since 1970 in UTC, of something that happened.</summary>
    Instant,

    /// <summary>VARCHAR.</summary>
    Text,
}
