namespace Ingot.Core.Schemas;

/// <summary>What a column is for.</summary>
public enum ColumnRole
{
    /// <summary>An input of the model.</summary>
    Feature,

    /// <summary>What is predicted.</summary>
    Label,

    /// <summary>How much a row counts.</summary>
    Weight,

    /// <summary>Which thing the row is about (an id): not an input.</summary>
    Entity,

    /// <summary>When the row was true: not an input.</summary>
    Timestamp,

    /// <summary>Which rows belong together, such as those of one customer: not an input. All rows of a group are on one side of a split.</summary>
    Group,

    /// <summary>Not used by the model; still there for slices.</summary>
    Ignored,
}
