namespace Ingot.Core.Expressions;

/// <summary>What kind of values an expression has.</summary>
public enum ExpressionType
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>Dates and times.</summary>
    Date,

    /// <summary>Text.</summary>
    Text,
}
