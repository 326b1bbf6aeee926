using System.Collections.Frozen;
using System.Text;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;

namespace Ingot.Serving.Models;

/// <summary>One input of a model: a column's values, or whether they are there.</summary>
internal sealed class ModelInput
{
    public ModelInput(string name, TensorDataType dataType, SchemaColumn column, ValueReader reader)
    {
        Name = name;
        Utf8Name = Encoding.UTF8.GetBytes(name);
        DataType = dataType;
        Column = column;
        Reader = reader;
        Known = dataType == TensorDataType.String && column.Domain is { Count: > 0 } texts ? new KnownTexts(texts) : null;
        Allowed = column is { Domain: { } domain, MinDomainMass: >= 1 } ? domain.ToFrozenSet(StringComparer.Ordinal) : null;
    }

    /// <summary>The input's name, which is the column's unless it is a presence input.</summary>
    public string Name { get; }

    public byte[] Utf8Name { get; }

    public TensorDataType DataType { get; }

    public SchemaColumn Column { get; }

    /// <summary>How texts become values of the column, as those of the data files do.</summary>
    public ValueReader Reader { get; }

    /// <summary>The only strings that the schema allows; null: any.</summary>
    public FrozenSet<string>? Allowed { get; }

    /// <summary>The strings of the domain, whether or not others are allowed; null: there are none.</summary>
    public KnownTexts? Known { get; }

    /// <summary>Whether this input says if the column's values are there.</summary>
    public bool IsPresence => Name != Column.Name;

    /// <summary>Place of the column's presence input; -1: it has none.</summary>
    public int Presence { get; set; } = -1;

    /// <summary>Whether every row must have a value.</summary>
    public bool IsRequired => Column.MinFraction >= 1 || (DataType is TensorDataType.Boolean or TensorDataType.Int64 && Presence < 0);
}
