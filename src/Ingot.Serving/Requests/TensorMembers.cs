namespace Ingot.Serving.Requests;

/// <summary>The members of a tensor that were read.</summary>
[Flags]
internal enum TensorMembers
{
    None = 0,
    Name = 1,
    Type = 2,
    Shape = 4,
    Data = 8,
    Parameters = 16,
}
