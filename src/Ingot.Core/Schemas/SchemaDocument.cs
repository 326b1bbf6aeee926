using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ingot.Core.Schemas;

/// <summary>The shape of the schema file.</summary>
internal sealed record SchemaDocument(ModelTask Task, string? PositiveClass, ReadingDocument? Reading, IReadOnlyList<SchemaDocument.Column> Columns)
{
    /// <summary>
    /// People edit the file: comments and trailing commas are theirs, what they misspelt is refused, and what is not said is left out
    /// (a schema of a regression has no positive class).
    /// </summary>
    public static JsonSerializerOptions Format { get; } = JsonFormat.With(o =>
    {
        o.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        o.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        o.RespectRequiredConstructorParameters = false;
        o.ReadCommentHandling = JsonCommentHandling.Skip;
        o.AllowTrailingCommas = true;
    });

    /// <summary>Checked before the file is read; not written as long as it is 1.</summary>
    public int? FormatVersion { get; init; }

    internal sealed record Column
    {
        public required string Name { get; init; }

        public required ColumnType Type { get; init; }

        public required ColumnRole Role { get; init; }

        public NumberPrecision? Precision { get; init; }

        public SchemaEncoding? Encoding { get; init; }

        public string? Format { get; init; }

        public string? Unit { get; init; }

        public string? Decimal { get; init; }

        public string? Thousands { get; init; }

        public IReadOnlyList<string>? Missing { get; init; }

        public Presence? Presence { get; init; }

        public IReadOnlyList<string>? Domain { get; init; }

        public double? MinDomainMass { get; init; }

        public double? Rare { get; init; }

        public double? Min { get; init; }

        public double? Max { get; init; }

        public long? Distinct { get; init; }

        public string? Why { get; init; }

        public static Column From(SchemaColumn column) => new()
        {
            Name = column.Name,
            Type = column.Type,
            Role = column.Role,
            Precision = column.Type == ColumnType.Number ? column.Precision : null,
            Encoding = column.IsText ? SchemaEncoding.Text : null,
            Format = column.Format,
            Unit = column.Unit,
            Decimal = column.Decimal?.ToString(),
            Thousands = column.Thousands?.ToString(),
            Missing = column.Missing,
            Presence = new Presence(column.MinFraction),
            Domain = column.Domain,
            MinDomainMass = column.Domain is null ? null : column.MinDomainMass,
            Rare = column.Rare > 0 ? column.Rare : null,
            Min = column.Min,
            Max = column.Max,
            Distinct = column.Distinct,
            Why = column.Why,
        };

        public SchemaColumn ToSchema(int line) => new()
        {
            Name = Name,
            Type = Type,
            Role = Role,
            Precision = Precision ?? NumberPrecision.Float32,
            IsText = Encoding == SchemaEncoding.Text,
            Format = Format,
            Unit = Unit,
            Decimal = string.IsNullOrEmpty(Decimal) ? null : Decimal[0],
            Thousands = string.IsNullOrEmpty(Thousands) ? null : Thousands[0],
            Missing = Missing,
            MinFraction = Presence?.MinFraction ?? 0,
            Domain = Domain is null ? null : [.. Domain.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            MinDomainMass = MinDomainMass ?? 0,
            Min = Min,
            Max = Max,
            Distinct = Distinct,
            Rare = Rare ?? 0,
            Why = Why,
            Line = line,
        };
    }

    internal sealed record Presence(double MinFraction);
}
