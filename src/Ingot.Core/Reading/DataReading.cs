namespace Ingot.Core.Reading;

/// <summary>How data are read: found by the first build, written into the schema, and followed ever after.</summary>
/// <param name="File">How files become cells.</param>
/// <param name="Text">How cells become values.</param>
public sealed record DataReading(FileReading File, TextReading Text)
{
    /// <summary>CSV in UTF-8 with commas, as RFC 4180 has it; what a schema means that says nothing.</summary>
    public static DataReading Default { get; } = new(new FileReading(), new TextReading());

    /// <summary>
    /// Of files that have values of their own types: a text is what it is, and nothing but the empty one is missing.
    /// </summary>
    /// <param name="format">Parquet or JSON lines.</param>
    public static DataReading Typed(FileFormat format) => new(new FileReading { Format = format }, new TextReading { Missing = [] });
}
