namespace Ingot.Core.Specs;

/// <summary>How rows are divided into those that are learned from and those that are held out: property <c>ModelSplit</c>.</summary>
public enum SplitKind
{
    /// <summary>At random, the same share of every class.</summary>
    Random,

    /// <summary>All rows of a group, of the column with the role <see cref="Schemas.ColumnRole.Group"/>, on one side.</summary>
    Group,

    /// <summary>The newest rows, by the column with the role <see cref="Schemas.ColumnRole.Timestamp"/>, are held out.</summary>
    Time,
}
