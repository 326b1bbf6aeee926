namespace Ingot.Serving.Requests;

/// <summary>What kind of JSON values the tensors of a data type have.</summary>
internal enum TensorFamily
{
    /// <summary>true and false.</summary>
    Boolean,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Numbers.</summary>
    Real,

    /// <summary>Strings.</summary>
    Text,
}
